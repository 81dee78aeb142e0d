"""La lista en hoja de cálculo, escrita renglón por renglón: ocupa lo mismo con cien que con cien
mil."""

from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from candidaturas.abiertos.celdas import segura
from informes.omisiones.foto import TITULO, Foto
from informes.omisiones.lista import Omision

FECHA_FIJA = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
COLUMNAS = (
    ("Actor político", 28), ("Candidatura", 34), ("Folio", 14), ("Cargo", 28), ("Territorio", 28),
    ("Calidad", 14), ("Estado", 18), ("Le falta", 44), ("Habilitada", 26), ("Recordada", 44),
    ("Vence", 40), ("¿Venció?", 10), ("Respuestas", 44),
)  # fmt: skip
RESUMEN = ("Actor político", "En la boleta", "Con omisiones", "Vencidas", "Recordadas", "Cuentas")
# Lo que cabe en una hoja de Excel, sin los dos renglones de arriba.
RENGLONES_POR_HOJA = 1_048_000


def escribir(foto: Foto, ruta: Path) -> None:
    libro = xlsxwriter.Workbook(str(ruta), {"constant_memory": True, "strings_to_formulas": False})
    encabezado = foto.encabezado
    libro.set_properties({"title": TITULO, "subject": encabezado["proceso"], "created": FECHA_FIJA})
    negritas = libro.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    resumen, omisiones = libro.add_worksheet("Resumen"), libro.add_worksheet("Omisiones")
    _resumen(resumen, foto, negritas)
    for columna, (titulo, ancho) in enumerate(COLUMNAS):
        omisiones.set_column(columna, columna, ancho)
        omisiones.write_string(0, columna, titulo, negritas)
    omisiones.freeze_panes(1, 2)
    renglon = 0
    for renglon, omision in enumerate(foto.omisiones(), 1):
        if renglon > RENGLONES_POR_HOJA:
            break
        for columna, texto in enumerate(_celdas(omision)):
            omisiones.write_string(renglon, columna, segura(texto))
    omisiones.autofilter(0, 0, max(renglon, 1), len(COLUMNAS) - 1)
    libro.close()


def _resumen(hoja, foto: Foto, negritas) -> None:
    hoja.set_column(0, 0, 40)
    hoja.set_column(1, 5, 16)
    e = foto.encabezado
    lineas = [TITULO, e["proceso"], foto.al, *e["marcas"], e["criterios"], e["nota"]]
    lugar = 0
    for lugar, linea in enumerate(lineas):
        hoja.write_string(lugar, 0, segura(linea), negritas if lugar == 0 else None)
    lugar += 2
    for columna, titulo in enumerate(RESUMEN):
        hoja.write_string(lugar, columna, titulo, negritas)
    for lugar, a in enumerate(foto.actores(), lugar + 1):  # noqa: B020 - sigue donde iba
        hoja.write_string(lugar, 0, segura(a.actor))
        for columna, numero in enumerate((a.en_boleta, a.omisas, a.vencidas, a.recordadas), 1):
            hoja.write_number(lugar, columna, numero)
        hoja.write_string(lugar, 5, "; ".join(a.cuentas) or "Sin cuenta")


def _celdas(o: Omision) -> list[str]:
    return [
        o.actor, o.nombre, o.folio, o.cargo, o.territorio, o.calidad, o.estado, "; ".join(o.falta),
        "; ".join(o.habilitada), "; ".join(o.recordada), "; ".join(o.vence),
        "Sí" if o.vencida else "No", "; ".join(o.respuestas),
    ]  # fmt: skip
