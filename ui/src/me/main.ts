import '../style/tokens.css';
import '../style/base.css';
import './me.css';

import { mount } from 'svelte';

import { preferredLanguage, say } from './texts';
import Me from './Me.svelte';
import { keepForOffline } from './offline';
import { deafToDoubleClicks } from '../shell/double-click';

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => (document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light');
dark.addEventListener('change', follow);
follow();

deafToDoubleClicks(document);
const target = document.getElementById('me');
void say(preferredLanguage())
  .then(() => target && mount(Me, { target }))
  .then(keepForOffline);
