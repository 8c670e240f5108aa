/** Style sheets that Vite loads for their effect. */
declare module '*.css';
