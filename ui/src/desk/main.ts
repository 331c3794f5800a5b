import '../style/tokens.css';
import '../style/base.css';
import '../style/print.css';
import './desk.css';

import { mount } from 'svelte';

import { preferredLanguage, say } from './texts';
import Desk from './Desk.svelte';
import { deafToDoubleClicks } from '../shell/double-click';

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => (document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light');
dark.addEventListener('change', follow);
follow();

deafToDoubleClicks(document);
const target = document.getElementById('desk');
void say(preferredLanguage()).then(() => target && mount(Desk, { target }));
