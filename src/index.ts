export { type Config, ConfigError, readConfig } from './config.js';
export { type App, type AppOptions, createApp, openApp } from './library.js';
export { RtError, type RtErrorCode } from './rt/errors.js';
