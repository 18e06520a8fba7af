# syntax=docker/dockerfile:1
# docker build -t social-feed-embed .
# docker run -p 3000:3000 -v social-feed:/data -e FEEDS=bluesky/bsky.app social-feed-embed

FROM node:20-slim AS build
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci && npm run build

# What runs needs no tools: only its own dependencies, as the lock file has them.
FROM node:20-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --workspaces=false --ignore-scripts

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# It handles the signals itself: it says that it is closing, lets answers finish, and ends in under ten seconds.
CMD ["node", "dist/server/main.js"]
