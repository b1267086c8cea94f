declare module "subset-font" {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: "sfnt" | "woff2"; noHinting?: boolean },
  ): Promise<Buffer>;
}

declare module "fontverter" {
  export function convert(font: Uint8Array, format: "truetype" | "woff2"): Promise<Buffer>;
}
