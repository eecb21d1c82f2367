// node sharp_pictures.mjs LIST FOLDER_OF_PHOTOGRAPHS FOLDER: the pieces of a JSON list by sharp, one decode a photograph,
// two photographs at once with one thread of libvips each. Started in a folder whose node_modules holds sharp.
import {mkdirSync, readFileSync, readdirSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";

const sharp = createRequire(join(process.cwd(), "here.js"))("sharp");
const [list, source, target] = process.argv.slice(2);
const pieces = JSON.parse(readFileSync(list, "utf8"));
const waiting = readdirSync(source).filter(name => name.endsWith(".jpg")).sort();
sharp.concurrency(1);
sharp.cache(false);
mkdirSync(target, {recursive: true});

const written = {
  avif: (image, set) => image.avif({quality: set.quality, effort: Math.max(0, 9 - set.speed), chromaSubsampling: "4:2:0"}),
  jpeg: (image, set) => image.jpeg({quality: set.quality, progressive: set.progressive, optimiseCoding: set.optimize}),
};

async function encode(name) {
  const raw = {resolveWithObject: true};
  let {data, info} = await sharp(join(source, name)).autoOrient().resize(pieces[0].width).removeAlpha().raw().toBuffer(raw);
  const current = () => sharp(data, {raw: {width: info.width, height: info.height, channels: info.channels}});
  for (const piece of pieces) {
    if (!piece.crop && piece.width < info.width) ({data, info} = await current().resize(piece.width).raw().toBuffer(raw));
    const image = piece.crop ? current().resize(piece.width, piece.height, {fit: "cover"}) : current();
    const file = `${name.slice(0, -4)}-${piece.width}${piece.crop ? "-crop" : ""}${piece.suffix}`;
    await written[piece.format](image, piece.settings).toFile(join(target, file));
  }
}

async function worker() {
  while (waiting.length) await encode(waiting.shift());
}
await Promise.all([worker(), worker()]);
