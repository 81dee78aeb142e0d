"""Crea `informe_mensual.docx`, la plantilla que el personal puede abrir y cambiar en Word.

Se corre a mano, desde `manage.py shell`, con `informes.plantillas.base_docx.crear()`, y su
resultado se guarda en el repositorio. Lo que está entre llaves dobles lo llena
`informes.formatos.docx`; lo demás (letra, membrete, márgenes) es de quien la edite.
"""

from pathlib import Path

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from informes.textos import SECCIONES

SALIDA = Path(__file__).parent / "informe_mensual.docx"
LETRA = "Times New Roman"
TINTA = RGBColor(0x1D, 0x2B, 0x36)
CENTRO = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFICADO = WD_ALIGN_PARAGRAPH.JUSTIFY
ANCHO = 16.6


def crear() -> None:
    documento = Document()
    _estilos(documento)
    _pagina(documento.sections[0])
    _portada(documento)
    _indice(documento)
    for clave in SECCIONES:
        _seccion(documento, clave)
    _aprobacion_y_firma(documento)
    documento.save(str(SALIDA))


def _elemento(nombre: str, **atributos: str):
    elemento = OxmlElement(nombre)
    for atributo, valor in atributos.items():
        elemento.set(qn(f"w:{atributo}"), valor)
    return elemento


def _estilos(documento) -> None:
    normal = documento.styles["Normal"]
    normal.font.name, normal.font.size = LETRA, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.1
    idioma = _elemento("w:lang", val="es-MX", eastAsia="es-MX", bidi="es-MX")
    normal.element.get_or_add_rPr().append(idioma)
    for nombre, cuerpo, antes in (("Title", 19, 0), ("Heading 1", 11, 16)):
        estilo = documento.styles[nombre]
        estilo.font.name, estilo.font.size = LETRA, Pt(cuerpo)
        estilo.font.bold, estilo.font.color.rgb = True, TINTA
        estilo.paragraph_format.space_before = Pt(antes)
        estilo.paragraph_format.space_after = Pt(8)
        for borde in estilo.element.findall(f".//{qn('w:pBdr')}"):
            borde.getparent().remove(borde)
        # Las letras del tema mandarían sobre la elegida.
        letras = estilo.element.rPr.find(qn("w:rFonts"))
        for atributo in [a for a in letras.attrib if "Theme" in a]:
            del letras.attrib[atributo]


def _pagina(seccion) -> None:
    seccion.page_width, seccion.page_height = Cm(21.59), Cm(27.94)
    seccion.left_margin = seccion.right_margin = Cm(2.5)
    seccion.top_margin, seccion.bottom_margin = Cm(3.7), Cm(2.4)
    seccion.header_distance = Cm(1.2)
    seccion.different_first_page_header_footer = True
    cabecera = seccion.header
    _condicion(cabecera, "if marcas")
    _linea(cabecera, "{{ marcas }}", cuerpo=8.5, negrita=True, despues=4)
    _condicion(cabecera, "endif")
    _linea(cabecera, "{{ encabezado[0] }}", cuerpo=8.5, negrita=True)
    ultima = _linea(cabecera, "{{ encabezado[1] }}", cuerpo=8.5)
    bordes = _elemento("w:pBdr")
    bordes.append(_elemento("w:bottom", val="single", sz="5", space="4", color="8A97A0"))
    ultima._p.get_or_add_pPr().append(bordes)
    vacio = cabecera.paragraphs[0]
    vacio._p.getparent().remove(vacio._p)
    pie = seccion.footer.paragraphs[0]
    pie.alignment = CENTRO
    for texto, instruccion in (("Página ", "PAGE"), (" de ", "NUMPAGES")):
        pie.add_run(texto).font.size = Pt(8.5)
        _campo(pie, instruccion, "1", cuerpo=8.5)


def _portada(documento) -> None:
    _condicion(documento, "if marcas")
    _linea(documento, "{{ marcas }}", cuerpo=11, negrita=True)
    _condicion(documento, "endif")
    titulo = documento.add_paragraph("{{ portada[0] }}", style="Title")
    titulo.alignment = CENTRO
    titulo.paragraph_format.space_before = Pt(150)
    titulo.paragraph_format.space_after = Pt(42)
    _linea(documento, "{{ portada[1] }}", cuerpo=14, despues=150)
    _linea(documento, "{{ portada[2] }}", cuerpo=13, negrita=True)


def _indice(documento) -> None:
    """Un renglón por sección; el número lo pone Word o LibreOffice con la página de su marcador."""
    for texto, cuerpo in (("{{ indice[0] }}", 15), ("{{ indice[1] }}", 12)):
        linea = _linea(documento, texto, cuerpo=cuerpo, negrita=cuerpo == 15, despues=10)
        linea.alignment = WD_ALIGN_PARAGRAPH.LEFT
        linea.paragraph_format.page_break_before = cuerpo == 15
    for clave in SECCIONES:
        renglon = documento.add_paragraph()
        renglon.paragraph_format.tab_stops.add_tab_stop(
            Cm(ANCHO), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        renglon.add_run(f"{{{{ s.{clave}.titulo_en_indice }}}}\tpág. ")
        _campo(renglon, f"PAGEREF {_marcador(clave)} \\h", f"{{{{ paginas.{clave} }}}}")


def _marcador(clave: str) -> str:
    return f"_Ref_{clave}"


def _seccion(documento, clave: str) -> None:
    encabezado = documento.add_heading(level=1)
    encabezado.paragraph_format.page_break_before = clave == next(iter(SECCIONES))
    numero = str(list(SECCIONES).index(clave) + 1)
    encabezado._p.append(_elemento("w:bookmarkStart", id=numero, name=_marcador(clave)))
    encabezado.add_run(f"{{{{ s.{clave}.titulo }}}}")
    encabezado._p.append(_elemento("w:bookmarkEnd", id=numero))
    _condicion(documento, f"for p in s.{clave}.parrafos")
    parrafo = documento.add_paragraph("{{ p.texto }}")
    parrafo.alignment = JUSTIFICADO
    parrafo.paragraph_format.keep_together = True
    parrafo.add_run("{% if p.resaltado %} {% endif %}{{ p.resaltado }}").bold = True
    _condicion(documento, "endfor")
    if clave == "actividades":
        _tabla(documento, clave, (1.1, 10.3, 5.2), _fila_de_actividad)
    elif clave == "reuniones":
        _tabla(documento, clave, (4.6, 12.0), _fila_de_reunion)


def _tabla(documento, clave: str, anchos: tuple[float, ...], llenar) -> None:
    """Encabezado que se repite, y una fila que se copia por cada renglón."""
    _condicion(documento, f"if s.{clave}.tabla")
    tabla = documento.add_table(rows=4, cols=len(anchos), style="Table Grid")
    tabla.alignment = WD_TABLE_ALIGNMENT.CENTER
    for columna, ancho in zip(tabla.columns, anchos, strict=True):
        columna.width = Cm(ancho)
    propiedades = tabla._tbl.tblPr
    bordes, margenes = _elemento("w:tblBorders"), _elemento("w:tblCellMar")
    for lado in ("top", "left", "bottom", "right", "insideH", "insideV"):
        bordes.append(_elemento(f"w:{lado}", val="single", sz="5", space="0", color="8A97A0"))
    for lado, medida in (("top", "70"), ("left", "110"), ("bottom", "50"), ("right", "110")):
        margenes.append(_elemento(f"w:{lado}", w=medida, type="dxa"))
    propiedades.append(bordes)
    propiedades.append(_elemento("w:tblLayout", type="fixed"))
    propiedades.append(margenes)
    for fila in tabla.rows:
        for celda, ancho in zip(fila.cells, anchos, strict=True):
            celda.width = Cm(ancho)
    for columna, celda in enumerate(tabla.rows[0].cells):
        parrafo = celda.paragraphs[0]
        parrafo.alignment = CENTRO
        parrafo.paragraph_format.space_after = Pt(3)
        corrida = parrafo.add_run(f"{{{{ s.{clave}.tabla.columnas[{columna}] }}}}")
        corrida.bold, corrida.font.size = True, Pt(9.5)
        fondo = _elemento("w:shd", val="clear", color="auto", fill="EEF1F3")
        celda._tc.get_or_add_tcPr().append(fondo)
    tabla.rows[0]._tr.get_or_add_trPr().append(_elemento("w:tblHeader"))
    tabla.rows[1].cells[0].text = f"{{%tr for fila in s.{clave}.tabla.filas %}}"
    llenar(tabla.rows[2])
    tabla.rows[2]._tr.get_or_add_trPr().append(_elemento("w:cantSplit"))
    tabla.rows[3].cells[0].text = "{%tr endfor %}"
    _condicion(documento, "endif")


def _fila_de_actividad(fila) -> None:
    for columna, celda in enumerate(fila.cells):
        parrafo = _repetido(celda, f"fila[{columna}].lineas", "{{ x }}")
        if columna == 0:
            parrafo.alignment = CENTRO


def _fila_de_reunion(fila) -> None:
    _repetido(fila.cells[0], "fila[0].lineas", "{{ x }}")
    punto = _repetido(fila.cells[1], "fila[1].puntos", "{{ x.numero }}\t{{ x.texto }}")
    formato = punto.paragraph_format
    formato.left_indent, formato.first_line_indent = Cm(1.1), Cm(-1.1)
    formato.tab_stops.add_tab_stop(Cm(1.1))


def _repetido(celda, lista: str, texto: str):
    celda.text = f"{{%p for x in {lista} %}}"
    parrafo = celda.add_paragraph()
    parrafo.add_run(texto).font.size = Pt(10.5)
    parrafo.paragraph_format.space_after = Pt(3)
    celda.add_paragraph("{%p endfor %}")
    return parrafo


def _aprobacion_y_firma(documento) -> None:
    _condicion(documento, "if aprobacion")
    nota = documento.add_paragraph("{{ aprobacion }}")
    nota.alignment = JUSTIFICADO
    nota.paragraph_format.space_before = Pt(22)
    nota.paragraph_format.keep_with_next = True
    _condicion(documento, "endif")
    _condicion(documento, "if firma")
    raya = _linea(documento, "_" * 42, cuerpo=11)
    raya.paragraph_format.space_before = Pt(66)
    raya.paragraph_format.keep_with_next = True
    _condicion(documento, "for x in firma")
    linea = _linea(documento, "{{ x }}", cuerpo=11, negrita=True)
    linea.paragraph_format.left_indent = linea.paragraph_format.right_indent = Cm(3)
    linea.paragraph_format.keep_with_next = True
    _condicion(documento, "endfor")
    _condicion(documento, "endif")


def _condicion(lugar, orden: str) -> None:
    """Un párrafo que solo gobierna a los siguientes; al llenar la plantilla desaparece."""
    lugar.add_paragraph(f"{{%p {orden} %}}")


def _linea(lugar, texto: str, *, cuerpo: float, negrita: bool = False, despues: float = 0):
    parrafo = lugar.add_paragraph()
    parrafo.alignment = CENTRO
    parrafo.paragraph_format.space_after = Pt(despues)
    corrida = parrafo.add_run(texto)
    corrida.bold, corrida.font.size = negrita, Pt(cuerpo)
    return parrafo


def _campo(parrafo, instruccion: str, valor: str, *, cuerpo: float = 11) -> None:
    """Un campo de Word con el valor que muestra hasta que el programa lo recalcule."""
    for pieza in ("begin", instruccion, "separate", valor, "end"):
        corrida = parrafo.add_run()
        corrida.font.size = Pt(cuerpo)
        if pieza in {"begin", "separate", "end"}:
            corrida._r.append(_elemento("w:fldChar", fldCharType=pieza))
        elif pieza == valor:
            corrida.text = valor
        else:
            texto = _elemento("w:instrText")
            texto.set(qn("xml:space"), "preserve")
            texto.text = f" {instruccion} "
            corrida._r.append(texto)
