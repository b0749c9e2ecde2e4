export { type Config, ConfigError, readConfig } from './config.js';
export { RtError, type RtErrorCode } from './rt/errors.js';
export { type App, createApp } from './server/app.js';
