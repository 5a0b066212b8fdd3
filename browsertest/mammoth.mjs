// Reads a Word document with mammoth: node mammoth.mjs FILE.docx
import mammoth from "mammoth";

const { value } = await mammoth.convertToHtml({ path: process.argv[2] });
process.stdout.write(JSON.stringify({ HTML: value }));
