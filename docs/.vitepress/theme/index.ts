import theme from 'vitepress/theme-without-fonts';
import './style.css';

// The fonts of the system, so that no font is downloaded.
export default theme;
