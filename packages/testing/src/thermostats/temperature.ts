const rounded = (degrees: number): number => Math.round(degrees * 100) / 100;

export const toFahrenheit = (celsius: number): number => rounded(celsius * 1.8 + 32);

export const toCelsius = (fahrenheit: number): number => rounded((fahrenheit - 32) / 1.8);
