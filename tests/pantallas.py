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
# Sin pedirle el detalle de todo lo que está bien, axe tarda la cuarta parte y halla lo mismo.
# `target-size` es la única regla de WCAG 2.2 y axe la trae apagada.
_AXE = """
reglas => axe.run({
    resultTypes: ["violations"],
    rules: {"target-size": {enabled: true}},
    ...(reglas && {runOnly: reglas}),
})
    .then(({violations}) => violations.map(falta => [
        falta.id, falta.nodes[0].html, falta.nodes[0].failureSummary]))
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
        pagina.evaluate(AXE_SCRIPT)
    return pagina.evaluate(_AXE, reglas)


def _retratar(pagina, nombre: str) -> None:
    if carpeta := os.environ.get("CAPTURAS_DE_PANTALLA"):
        Path(carpeta).mkdir(parents=True, exist_ok=True)
        pagina.screenshot(path=Path(carpeta) / f"{nombre}.png", full_page=True)
