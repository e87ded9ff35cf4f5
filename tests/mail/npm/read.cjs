// Messages in base64, one a line, read from standard input; what mailparser makes of each, as JSON.
const path = require("path");
const readline = require("readline");
const { simpleParser } = require(path.join(process.argv[2], "node_modules", "mailparser"));

const people = (field) => (field ? field.value.map((one) => [one.name, one.address]) : []);

const read = async (line) => {
  const mail = await simpleParser(Buffer.from(line, "base64"), { skipTextToHtml: true, skipHtmlToText: true });
  return {
    headers: mail.headerLines.map((header) => header.key),
    subject: mail.subject ?? "",
    from: people(mail.from),
    to: people(mail.to),
    text: mail.text ?? "",
    html: mail.html || "",
    attachments: mail.attachments.map((part) => [part.filename ?? "", part.contentType, part.size, part.contentId ?? "", part.related]),
  };
};

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await read(line)) + "\n");
  }
})();
