"""Revisar una pantalla abierta en el navegador: que quepa y que axe no le halle faltas.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla a cada ancho.
"""

import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT

ANCHOS = (320, 360, 1280)
# A 360 la página se acomoda igual que a 320: el primer punto de quiebre está en 576.
ANCHOS_CON_AXE = (320, 1280)
# Entre el esquema claro y el oscuro solo cambia el color: no hace falta volver a revisar lo demás.
REGLAS_DE_COLOR = ["color-contrast"]
# El contraste es más de la mitad de lo que axe tarda, y depende solo del color y la letra de un
# texto y de los fondos que tiene detrás. Las pantallas repiten encabezados, menús y renglones: lo
# que axe ya dio por bueno con esos mismos colores no se le vuelve a preguntar.
_CONTRASTES_BUENOS: set[str] = set()
_RECORDAR = """
(() => {
    const regla = axe._audit.rules.find(({id}) => id === "color-contrast");
    const control = axe._audit.checks["color-contrast"];
    const {matches} = regla, {evaluate} = control;
    let claves = new Map(), buenas = new Set();
    regla.matches = function (nodo, ...resto) {
        return claves.has(nodo) && matches.call(this, nodo, ...resto);
    };
    control.evaluate = function (nodo, ...resto) {
        const bueno = evaluate.call(this, nodo, ...resto);
        if (bueno === true) buenas.add(claves.get(nodo));
        return bueno;
    };
    const nada = ["rgba(0, 0, 0, 0)", "none", "1", "none", "normal"].join();
    const cubre = (a, b) =>
        a.left <= b.left && a.top <= b.top && a.right >= b.right && a.bottom >= b.bottom;
    const cruza = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

    const conTexto = e => e.matches("input:not([type=checkbox], [type=radio]), select, textarea")
        || [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    // Lo que no se dibuja axe no lo mide: lo oculto, lo que está fuera de la página hasta que se
    // enfoca y lo que solo oye un lector de pantalla.
    const seVe = (e, {right, bottom, width, height}) =>
        e.checkVisibility({visibilityProperty: true})
        && right + scrollX > 0 && bottom + scrollY > 0 && (width > 1 || height > 1);

    // De cada elemento con texto, los colores que deciden su contraste.
    const clavesDeHoy = () => {
        const todos = [...document.querySelectorAll("*")];
        const cajas = new Map(todos.map(e => [e, e.getBoundingClientRect()]));
        const fondos = new Map();
        for (const e of todos) {
            const c = getComputedStyle(e);
            const fondo = [
                c.backgroundColor, c.backgroundImage, c.opacity, c.filter, c.mixBlendMode].join();
            if (fondo !== nada) fondos.set(e, fondo);
        }
        const conCaja = [...fondos.keys()].filter(e => cajas.get(e).width);
        return new Map(todos.filter(e => seVe(e, cajas.get(e)) && conTexto(e)).map(e => {
            const c = getComputedStyle(e), caja = cajas.get(e);
            const partes = [
                c.color, c.fontSize, c.fontWeight, c.textShadow, c.webkitTextStroke];
            for (let a = e; a; a = a.parentElement)
                if (fondos.has(a)) partes.push(fondos.get(a), cubre(cajas.get(a), caja));
            for (const f of conCaja)
                if (cruza(cajas.get(f), caja) && !f.contains(e) && !e.contains(f))
                    partes.push("ajeno", fondos.get(f));
            return [e, partes.join("|")];
        }));
    };

    // Sin pedirle el detalle de todo lo que está bien, axe tarda la cuarta parte y halla lo mismo.
    // `target-size` es la única regla de WCAG 2.2 y axe la trae apagada.
    axe.faltas = async ({reglas, sabidas}) => {
        sabidas = new Set(sabidas);
        claves = new Map([...clavesDeHoy()].filter(([, clave]) => !sabidas.has(clave)));
        buenas = new Set();
        if (!claves.size && reglas?.length === 1) return [[], []];
        const {violations} = await axe.run({
            resultTypes: ["violations"],
            rules: {"target-size": {enabled: true}},
            ...(reglas && {runOnly: reglas}),
        });
        return [
            violations.map(falta => [
                falta.id, falta.nodes[0].html, falta.nodes[0].failureSummary]),
            [...buenas],
        ];
    };
})()
"""


def revisar(pagina, nombre: str, *, oscuro: bool = False) -> None:
    """`oscuro`: si la pantalla también se ofrece con colores oscuros."""
    pagina.wait_for_load_state()  # tras un clic, la hoja de estilo puede venir en camino
    previo = pagina.viewport_size
    for ancho in ANCHOS:
        pagina.set_viewport_size({"width": ancho, "height": 800})
        assert pagina.evaluate("document.documentElement.scrollWidth") <= ancho, (nombre, ancho)
        _retratar(pagina, f"{nombre}-{ancho}")
        if ancho in ANCHOS_CON_AXE:
            faltas = faltas_de_axe(pagina)
            assert not faltas, (nombre, ancho, faltas)
    if oscuro:
        pagina.emulate_media(color_scheme="dark")
        _retratar(pagina, f"{nombre}-oscuro")
        faltas = faltas_de_axe(pagina, REGLAS_DE_COLOR)
        assert not faltas, (nombre, "oscuro", faltas)
        pagina.emulate_media(color_scheme="light")
    pagina.set_viewport_size(previo)


def faltas_de_axe(pagina, reglas: list[str] | None = None) -> list[list[str]]:
    """[regla, primer elemento que la incumple, por qué]; sin `reglas`, todas las activas."""
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(AXE_SCRIPT + _RECORDAR)
    pedido = {"reglas": reglas, "sabidas": list(_CONTRASTES_BUENOS)}
    faltas, buenos = pagina.evaluate("pedido => axe.faltas(pedido)", pedido)
    _CONTRASTES_BUENOS.update(buenos)
    return faltas


def _retratar(pagina, nombre: str) -> None:
    if carpeta := os.environ.get("CAPTURAS_DE_PANTALLA"):
        Path(carpeta).mkdir(parents=True, exist_ok=True)
        pagina.screenshot(path=Path(carpeta) / f"{nombre}.png", full_page=True)
