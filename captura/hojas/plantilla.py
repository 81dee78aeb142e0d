"""La plantilla: una hoja con las candidaturas de quien la pide y lo que ya tienen capturado."""

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from captura.apartados import etiqueta_de
from captura.hojas.alcance import Alcance, por_que_no_se_edita
from captura.hojas.columnas import DE_SOLO_LECTURA, EDITABLES, ENCABEZADO, ROTULOS, celdas_de
from captura.models import Cuestionario
from captura.reglas import limite_de

# Sin esto XlsxWriter convierte en fórmula lo que empieza con «=» y en enlace lo que parece uno.
SOLO_TEXTO = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
LISTAS = {"casas_campana", "telefonos", "correos", "redes", "cursos"}
INSTRUCCIONES = (
    "Escriba en la hoja CANDIDATOS, en las columnas de encabezado oscuro. No cambie FOLIO ni "
    "NOMBRE_CANDIDATO: con ellos se sabe de quién es cada renglón.",
    "Puede borrar los renglones y las columnas que no vaya a usar: lo que no venga no cambia.",
    "Una celda vacía borra lo que ese campo tenga capturado; antes de aplicarlo se le avisa.",
    "En teléfonos, correos, redes, cursos y casas de campaña escriba uno por renglón dentro de la "
    "celda (Alt + Entrar).",
    "Escriba valores, no fórmulas.",
    "Al subirla verá, campo por campo, lo que hay y lo que quedaría. Nada cambia hasta que lo "
    "confirme.",
)


def escribir_plantilla(ruta: Path, alcance: Alcance, avance, *, hecha_en: datetime) -> int:
    """Escribe la hoja y devuelve cuántas candidaturas lleva."""
    with xlsxwriter.Workbook(ruta, SOLO_TEXTO) as libro:
        libro.set_properties({"title": "Candidaturas", "created": hecha_en.replace(tzinfo=None)})
        formatos = _formatos(libro)
        hoja = libro.add_worksheet("CANDIDATOS")
        _encabezar(hoja, formatos)
        total = len(alcance.cuestionarios)
        for fila, cuestionario in enumerate(alcance.cuestionarios, start=1):
            _escribir_renglon(hoja, fila, cuestionario, alcance, formatos)
            avance(fila, total)
        _ayudar(hoja, max(total, 1), alcance)
        _instrucciones(libro.add_worksheet("INSTRUCCIONES"), formatos)
    return total


def _formatos(libro) -> dict:
    base = {"text_wrap": True, "valign": "top", "num_format": "@"}
    return {
        "encabezado": libro.add_format(
            {"bold": True, "bg_color": "#1F2933", "font_color": "white"}
        ),
        "fijo": libro.add_format({"bold": True, "bg_color": "#E4E7EB"}),
        "dato": libro.add_format({**base, "bg_color": "#F5F7FA", "font_color": "#3E4C59"}),
        "texto": libro.add_format(base),
    }


def _encabezar(hoja, formatos: dict) -> None:
    hoja.freeze_panes(1, 2)
    for columna, nombre in enumerate(ENCABEZADO):
        campo = EDITABLES.get(nombre, "")
        hoja.set_column(columna, columna, _ancho(campo))
        hoja.write_string(0, columna, nombre, formatos["encabezado" if campo else "fijo"])


def _ancho(campo: str) -> int:
    if campo in (*Cuestionario.TEXTOS_LARGOS, *Cuestionario.PROPUESTAS):
        return 60
    return 30 if campo in LISTAS else 22


def _escribir_renglon(hoja, fila: int, cuestionario: Cuestionario, alcance: Alcance, formatos):
    candidatura = cuestionario.candidatura
    eleccion = candidatura.formula.eleccion
    fijas = (
        alcance.folio(cuestionario),
        candidatura.nombre,
        f"{eleccion.cargo}, {candidatura.get_tipo_display().lower()}",
        eleccion.nombre_territorio,
        por_que_no_se_edita(cuestionario) or cuestionario.get_estado_display(),
    )
    for columna, valor in enumerate(fijas):
        hoja.write_string(fila, columna, valor, formatos["dato"])
    for columna, valor in enumerate(celdas_de(cuestionario).values(), start=len(fijas)):
        if valor:
            hoja.write_string(fila, columna, valor, formatos["texto"])
        else:
            hoja.write_blank(fila, columna, None, formatos["texto"])


def _ayudar(hoja, ultima: int, alcance: Alcance) -> None:
    """Listas para elegir, y al pararse en una celda, qué lleva."""
    for columna, campo in enumerate(EDITABLES.values(), start=len(DE_SOLO_LECTURA)):
        opciones: dict[str, Any] = {"validate": "any"}
        if campo in ROTULOS:
            opciones = {
                "validate": "list",
                "source": ROTULOS[campo].labels,
                "error_title": "Elija de la lista",
                "error_message": "Elija una de las opciones, o deje la celda vacía.",
            }
        hoja.data_validation(
            1, columna, ultima, columna,
            {
                **opciones,
                "input_title": _recortar(etiqueta_de(campo), 32),
                "input_message": _recortar(_ayuda(campo, alcance), 255),
            },
        )  # fmt: skip


def _ayuda(campo: str, alcance: Alcance) -> str:
    if campo in ROTULOS:
        return "Elija una opción de la lista."
    if campo in LISTAS:
        return "Una por renglón dentro de la celda (Alt + Entrar)."
    if campo == "pagina_web":
        return "Por ejemplo: https://www.ejemplo.mx"
    minimo, maximo = alcance.proceso.parametro("texto_minimo"), limite_de(alcance.proceso, campo)
    espacios = "con" if alcance.proceso.parametro("contar_espacios") else "sin"
    return f"De {minimo} a {maximo} caracteres, {espacios} espacios."


def _recortar(texto: str, largo: int) -> str:
    return texto if len(texto) <= largo else texto[: largo - 1] + "…"


def _instrucciones(hoja, formatos: dict) -> None:
    hoja.set_column(0, 0, 100)
    hoja.write_string(0, 0, "Cómo llenar esta plantilla", formatos["encabezado"])
    for fila, texto in enumerate(INSTRUCCIONES, start=1):
        hoja.write_string(fila, 0, texto, formatos["texto"])
