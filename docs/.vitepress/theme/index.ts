import theme from 'vitepress/theme-without-fonts';

// The fonts of the system, so that no font is downloaded.
export default theme;
