/** Posts of the smaller sample accounts. */
import type { Draft } from './drafts.js'
import { harbour, lanterns } from './pictures.js'

const question: Draft = { by: 'nq_ferries', text: 'Who left a tuba on the 17:40?', minutes: 200, likes: 9 }

export const FILTERED_POSTS: readonly Draft[] = [
  { text: '@nq_ferries It is mine. It was raining.', minutes: 180, likes: 4, replyTo: question },
  { text: '@nq_ferries Thank you! It says hello in B flat.', minutes: 150, likes: 11, replyTo: question },
]

export const ARABIC_POSTS: readonly Draft[] = [
  {
    text: 'مساء الخير من المرفأ. وصلت آخر عبّارة، والأضواء تتراقص على الماء.',
    minutes: 12,
    lang: 'ar',
    likes: 95,
    photos: [{ ...harbour, alt: 'مرفأ صغير وقت الغروب، وقوارب راسية ونوافذ مضاءة' }],
  },
  {
    text: 'الجدول الشتوي صدر اليوم: رحلتان إضافيتان مساءً. اسألوا @nq_ferries عن الدراجات 🚲 والكلاب. https://northquay.example/ar/ferries #المرفأ',
    minutes: 150,
    lang: 'ar',
    likes: 41,
  },
  {
    text: 'ما اسم العبّارة الجديدة؟',
    minutes: 600,
    lang: 'ar',
    likes: 27,
    poll: { options: { 'نجمة البحر': 120, 'النورس المتأخر': 84, 'أم الخير': 203 }, hours: 12 },
  },
  {
    text: 'سوق السبت يفتح أبوابه عند الخامسة: خبز ساخن وحساء وقليل من الموسيقى.',
    minutes: 2000,
    lang: 'ar',
    likes: 63,
    photos: [{ ...lanterns, alt: 'فوانيس ورقية معلّقة بين بيتين' }],
  },
]

export const HINDI_POSTS: readonly Draft[] = [
  {
    text: 'शाम हो गई है। आख़िरी नाव लौट आई, और घाट की बत्तियाँ पानी पर नाच रही हैं।',
    minutes: 15,
    lang: 'hi',
    likes: 112,
    photos: [{ ...harbour, alt: 'साँझ का छोटा बंदरगाह, बँधी हुई नावें और रोशन खिड़कियाँ' }],
  },
  {
    text: 'सर्दियों की समय-सारणी आ गई: शाम को दो नावें ज़्यादा। सवाल @nq_ferries से पूछिए। https://northquay.example/hi/ferries #घाट',
    minutes: 190,
    lang: 'hi',
    likes: 36,
  },
  {
    text: 'लाइटहाउस मंगलवार की रात बुझा रहेगा, सफ़ाई के लिए। तारे देखने ऊपर आइए, सूप हमारी तरफ़ से। ✨',
    minutes: 900,
    lang: 'hi',
    likes: 80,
  },
]

/** For the accounts that are there for what goes wrong: shown as soon as it goes right. */
export const OUTAGE_POSTS: readonly Draft[] = [
  {
    text: 'Light tested, lens wiped, logbook signed. Visibility: all the way to tomorrow.',
    minutes: 25,
    likes: 34,
  },
  { text: 'A heron has taken over the second step. We use the third.', minutes: 340, likes: 71 },
  { text: 'Wind south-west, four. Biscuits: two.', minutes: 1500, likes: 18 },
]
