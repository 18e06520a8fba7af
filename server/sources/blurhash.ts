/** The one colour of a BlurHash. https://github.com/woltapp/blurhash/blob/master/Algorithm.md */

/** The average colour as `#rrggbb`, which the hash holds as it is; undefined when it is no BlurHash. */
export function averageColor(hash: string | undefined): string | undefined {
  const digits = Array.from(hash ?? '', digit => DIGITS.indexOf(digit))
  const [size = -1] = digits
  const components = ((size % 9) + 1) * (Math.floor(size / 9) + 1)
  if (digits.includes(-1) || size > 80 || digits.length !== 4 + 2 * components) return undefined
  const color = digits.slice(2, 6).reduce((value, digit) => value * 83 + digit, 0)
  return color <= 0xffffff ? `#${color.toString(16).padStart(6, '0')}` : undefined
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'
