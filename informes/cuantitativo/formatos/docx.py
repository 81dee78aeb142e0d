"""DOCX con encabezados, tablas con fila de títulos que se repite y encabezado de página."""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt

from informes.cuantitativo.formatos import pdf
from informes.cuantitativo.reporte import Reporte
from informes.formatos.docx import TIPO_DE_CONTENIDO, con_fecha_fija, propiedades

__all__ = ["TIPO_DE_CONTENIDO", "generar"]


def generar(reporte: Reporte) -> bytes:
    c = pdf.contenido(reporte)
    documento = Document()
    documento.styles["Normal"].font.size = Pt(10)
    _encabezado(documento, c)
    documento.add_heading(c["titulo"], 0)
    for linea in (c["proceso"], c["corte"], c["huella"]):
        documento.add_paragraph(linea)
    for tabla in c["tablas"]:
        documento.add_heading(tabla["titulo"], 1)
        _tabla(documento, tabla["columnas"], tabla["filas"], con_total=tabla["con_total"])
        documento.add_paragraph(tabla["nota"])
    if c["anterior"]:
        documento.add_heading("Cambios desde el corte anterior", 1)
        documento.add_paragraph(f"Respecto del {c['anterior']}, en capturadas:")
        _tabla(documento, ["Tabla", "Renglón", "Antes", "Ahora"], c["cambios"], con_total=False)
    momento = propiedades(documento, titulo=c["titulo"], autoria=c["autoria"], fecha=c["fecha"])
    salida = io.BytesIO()
    documento.save(salida)
    return con_fecha_fija(salida.getvalue(), momento)


def _encabezado(documento, c: dict) -> None:
    parrafo = documento.sections[0].header.paragraphs[0]
    parrafo.text = "\n".join([*c["marcas"], *c["encabezado"]])
    parrafo.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _tabla(documento, columnas: list[str], filas: list[list[str]], *, con_total: bool) -> None:
    if not filas:
        documento.add_paragraph("Sin renglones a este corte.")
        return
    tabla = documento.add_table(rows=1, cols=len(columnas), style="Table Grid")
    for celda, titulo in zip(tabla.rows[0].cells, columnas, strict=True):
        celda.paragraphs[0].add_run(titulo).bold = True
    # Word repite los títulos en cada página, y los lectores de pantalla saben cuáles son.
    marca = OxmlElement("w:tblHeader")
    tabla.rows[0]._tr.get_or_add_trPr().append(marca)
    for lugar, fila in enumerate(filas, 1):
        negritas = con_total and lugar == len(filas)
        for celda, texto in zip(tabla.add_row().cells, fila, strict=True):
            celda.paragraphs[0].add_run(texto).bold = negritas
