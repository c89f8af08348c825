import { createApp } from './app.js';

createApp(document.body);
