import './style/tokens.css';
import './style/base.css';
import './messages/all-texts';

import { mount } from 'svelte';

import App from './App.svelte';
import { withEditionTexts } from './backend/edition-texts';
import { tauri } from './backend/tauri';
import { deafToDoubleClicks } from './shell/double-click';

deafToDoubleClicks(document);
const target = document.getElementById('app');
if (target) mount(App, { target, props: { backend: withEditionTexts(tauri) } });
