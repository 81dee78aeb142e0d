"""Una hoja por tabla, con su nota, y una de portada. El mismo reporte da los mismos bytes."""

import io
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from candidaturas.abiertos.celdas import segura
from informes.cuantitativo.reporte import Reporte
from informes.cuantitativo.tabla import Celda, Parte, Tabla

TIPO_DE_CONTENIDO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FECHA_FIJA = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
ANCHOS = (44, 16)


def generar(reporte: Reporte) -> bytes:
    salida = io.BytesIO()
    libro = xlsxwriter.Workbook(salida, {"constant_memory": True, "strings_to_formulas": False})
    libro.set_properties(
        {"title": reporte.titulo, "subject": reporte.proceso.nombre, "created": FECHA_FIJA}
    )
    negritas = libro.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _portada(libro.add_worksheet("LEEME"), reporte, negritas)
    for tabla in reporte.tablas:
        _hoja(libro.add_worksheet(tabla.clave[:31]), tabla, negritas)
    libro.close()
    return salida.getvalue()


def _portada(hoja: Worksheet, reporte: Reporte, negritas) -> None:
    hoja.set_column(0, 0, 30)
    hoja.set_column(1, 1, 80)
    renglones = [
        (reporte.titulo, ""),
        ("Proceso", reporte.proceso.nombre),
        ("Corte", reporte.momento),
        ("SHA-256 del archivo de datos", reporte.huella()),
        *(("Aviso", marca) for marca in reporte.marcas),
        *((tabla.clave, f"{tabla.titulo}. {tabla.nota}") for tabla in reporte.tablas),
    ]
    for lugar, (nombre, valor) in enumerate(renglones):
        hoja.write_string(lugar, 0, segura(nombre), negritas)
        hoja.write_string(lugar, 1, segura(valor))


def _hoja(hoja: Worksheet, tabla: Tabla, negritas) -> None:
    hoja.set_column(0, 0, ANCHOS[0])
    hoja.set_column(1, len(tabla.columnas), ANCHOS[1])
    hoja.freeze_panes(2, 1)
    hoja.write_string(0, 0, segura(f"{tabla.clave}. {tabla.titulo}"), negritas)
    for columna, titulo in enumerate(tabla.columnas):
        hoja.write_string(1, columna, segura(titulo), negritas)
    for lugar, fila in enumerate(tabla.filas, 2):
        for columna, celda in enumerate(fila):
            _escribir(hoja, lugar, columna, celda)
    hoja.write_string(len(tabla.filas) + 3, 0, segura(tabla.nota))


def _escribir(hoja: Worksheet, fila: int, columna: int, celda: Celda) -> None:
    if isinstance(celda, int):
        hoja.write_number(fila, columna, celda)
    elif isinstance(celda, Parte):
        hoja.write_string(fila, columna, str(celda))
    else:
        hoja.write_string(fila, columna, segura(celda))
