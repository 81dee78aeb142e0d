// Copia a static/ lo de terceros que se sirve tal cual (letra y htmx) y arma el archivo de iconos.
// El resultado se guarda en git; las licencias están en static/TERCEROS.md.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

// Nombre en el sitio -> nombre en bootstrap-icons. Solo lo que se usa: cada icono pesa en el teléfono.
const ICONOS = {
    abajo: "chevron-down",
    acuse: "receipt",
    agregar: "plus-lg",
    anterior: "chevron-left",
    bandeja: "inbox",
    borrar: "trash3",
    buscar: "search",
    calendario: "calendar3",
    cambio: "arrow-left-right",
    cancelado: "slash-circle",
    cerrado: "lock",
    cerrar: "x-lg",
    circulo: "circle",
    comparar: "layout-split",
    compromiso: "clipboard-check",
    correo: "envelope",
    cuenta: "person-circle",
    cuidado: "exclamation-triangle",
    descargar: "download",
    documento: "file-earmark-text",
    editar: "pencil",
    enlace: "box-arrow-up-right",
    entrar: "box-arrow-in-right",
    enviar: "send",
    error: "x-octagon",
    escudo: "shield-lock",
    exito: "check-circle",
    filtro: "funnel",
    foto: "camera",
    historial: "clock-history",
    imprimir: "printer",
    informacion: "info-circle",
    inicio: "house",
    llave: "key",
    menu: "list",
    observacion: "chat-left-text",
    pausado: "pause-circle",
    persona: "person",
    personas: "people",
    reloj: "clock",
    salir: "box-arrow-right",
    sesiones: "laptop",
    siguiente: "chevron-right",
    tabla: "table",
    tarjetas: "grid",
    telefono: "telephone",
    ubicacion: "geo-alt",
    validado: "check2-circle",
};

const SILUETA =
    '<symbol id="silueta" viewBox="0 0 80 100">' +
    '<circle cx="40" cy="39" r="17"/>' +
    '<path d="M6 100c1-23 15-36 34-36s33 13 34 36z"/></symbol>';

function simbolo(nombre, original) {
    const svg = readFileSync(`node_modules/bootstrap-icons/icons/${original}.svg`, "utf8");
    const cuerpo = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s*\n\s*/g, "").trim();
    return `<symbol id="${nombre}" viewBox="0 0 16 16">${cuerpo}</symbol>`;
}

const simbolos = Object.entries(ICONOS).map(([nombre, original]) => simbolo(nombre, original));
mkdirSync("static/img", { recursive: true });
writeFileSync(
    "static/img/iconos.svg",
    `<svg xmlns="http://www.w3.org/2000/svg">\n${[...simbolos, SILUETA].join("\n")}\n</svg>\n`,
);

mkdirSync("static/fuentes", { recursive: true });
const letra = "node_modules/@fontsource/atkinson-hyperlegible-next";
for (const peso of [400, 700]) {
    copyFileSync(
        `${letra}/files/atkinson-hyperlegible-next-latin-${peso}-normal.woff2`,
        `static/fuentes/atkinson-hyperlegible-next-${peso}.woff2`,
    );
}
copyFileSync(`${letra}/LICENSE`, "static/fuentes/OFL.txt");

mkdirSync("static/js", { recursive: true });
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", "static/js/htmx.min.js");
