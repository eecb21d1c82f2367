// node eleventy_pictures.mjs LIST FOLDER_OF_PHOTOGRAPHS FOLDER: the pieces of a JSON list by eleventy-img, which has no
// crops. Started in a folder whose node_modules holds it; it decides by itself how much is done at once.
import {readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const {default: Image} = await import(pathToFileURL(join(process.cwd(), "node_modules/@11ty/eleventy-img/img.js")));
const [list, source, target] = process.argv.slice(2);
const pieces = JSON.parse(readFileSync(list, "utf8")).filter(piece => !piece.crop);
const photographs = readdirSync(source).filter(name => name.endsWith(".jpg")).sort();
const jobs = Object.entries(Object.groupBy(pieces, piece => piece.format)).flatMap(([format, wanted]) =>
  photographs.map(name => {
    const set = wanted[0].settings;
    return Image(join(source, name), {
      formats: [format], widths: wanted.map(piece => piece.width), outputDir: target, urlPath: "/", fixOrientation: true,
      sharpAvifOptions: {quality: set.quality, effort: Math.max(0, 9 - (set.speed ?? 9))},
      sharpJpegOptions: {quality: set.quality, progressive: set.progressive},
    });
  }));
await Promise.all(jobs);
