"""El PDF y el DOCX de mayo de 2023 dicen lo que dijo el original, y pueden firmarse."""

import io
import json
import re
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from conoceles.comun import reloj
from conoceles.comun.demostracion import LEYENDA
from informes.carga import cargar_informe_de_mayo
from informes.contenido import (
    MARCA_DE_BORRADOR,
    Celda,
    Parrafo,
    contenido_del_informe,
    limpiar,
)
from informes.formatos import docx, pdf
from tests.informes import etiquetado
from tests.informes.conftest import momento

FRASES = json.loads(
    (Path(__file__).parent / "datos" / "frases-mayo-2023.json").read_text(encoding="utf-8")
)
ERRATAS = ("CADIDATOS", "ELCTORAL", "CÓNOCELES", "EMISION", "de del PT", "platica", "Muzquiz.")
MAYO, JUNIO = date(2023, 5, 1), date(2023, 6, 1)


@pytest.fixture
def contenido(proceso):
    cargar_informe_de_mayo(proceso=proceso)
    return contenido_del_informe(proceso=proceso, mes=MAYO)


def llano(texto: str) -> str:
    return " ".join(texto.split())


def paginas_del_pdf(datos: bytes) -> list[str]:
    return [llano(p.extract_text()) for p in pypdf.PdfReader(io.BytesIO(datos)).pages]


def texto_del_docx(datos: bytes) -> str:
    """Todo lo escrito, en el orden del documento, con el encabezado de página al final."""
    documento = Document(io.BytesIO(datos))
    partes = [*documento.element.body.iter(qn("w:p"))]
    partes += [p._p for p in documento.sections[0].header.paragraphs]
    return llano(" ".join(_texto(p) for p in partes))


def _texto(parrafo) -> str:
    piezas = []
    for pieza in parrafo.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        piezas.append(pieza.text or "" if pieza.tag == qn("w:t") else " ")
    return "".join(piezas)


def con_texto(contenido, texto: str):
    """El mismo informe, con `texto` en cada lugar donde alguien puede escribir."""
    tabla = contenido.seccion("actividades").tabla
    secciones = tuple(
        replace(
            s,
            parrafos=(Parrafo(texto, texto),),
            tabla=replace(tabla, filas=((Celda(("1",)), Celda((texto,)), Celda((texto,))),))
            if s.clave == "actividades"
            else s.tabla,
        )
        for s in contenido.secciones
    )
    return replace(contenido, secciones=secciones, aprobacion=texto, firma=(texto,))


def test_cada_frase_del_original_esta_en_el_pdf(contenido):
    texto = " ".join(paginas_del_pdf(pdf.generar(contenido)))
    assert len(FRASES) == 76
    assert [f for f in FRASES if f not in texto] == []


def test_cada_frase_del_original_esta_en_el_docx(contenido):
    texto = texto_del_docx(docx.generar(contenido))
    assert [f for f in FRASES if f not in texto] == []


def test_las_frases_salen_en_el_orden_del_original(contenido):
    pdf_completo = " ".join(paginas_del_pdf(pdf.generar(contenido))[2:])
    cuerpo = FRASES[FRASES.index("OBJETIVO DEL SISTEMA:") : -2]
    unicas = [f for f in cuerpo if pdf_completo.count(f) == 1]
    lugares = [pdf_completo.index(f) for f in unicas]
    assert len(unicas) > 40
    assert lugares == sorted(lugares)


def test_las_erratas_del_original_se_imprimen_como_estan(contenido):
    en_pdf = " ".join(paginas_del_pdf(pdf.generar(contenido)))
    en_docx = texto_del_docx(docx.generar(contenido))
    for errata in ERRATAS:
        assert errata in en_pdf
        assert errata in en_docx


def test_el_pdf_esta_etiquetado_y_dice_su_lengua_y_su_titulo(contenido):
    lector = pypdf.PdfReader(io.BytesIO(pdf.generar(contenido)))
    raiz = lector.trailer["/Root"]
    assert raiz["/MarkInfo"]["/Marked"]
    assert raiz["/Lang"].lower() == "es-mx"
    assert raiz["/ViewerPreferences"]["/DisplayDocTitle"]
    assert lector.metadata.title == contenido.titulo
    assert b"pdfuaid:part" in raiz["/Metadata"].get_data()
    etiquetas = _etiquetas(raiz["/StructTreeRoot"])
    assert {"/H1", "/Table", "/TH", "/TD", "/TOC", "/TOCI", "/L", "/P"} <= etiquetas
    letras = {f["/BaseFont"] for p in lector.pages for f in _letras(p)}
    assert letras
    assert all("Libertinus" in letra for letra in letras), "solo letras del proyecto"


def test_nada_del_pdf_queda_fuera_de_la_estructura(contenido, proceso):
    from informes.cuantitativo.formatos import formato
    from informes.cuantitativo.reporte import construir

    with reloj.en(momento(6, 20)):
        cuantitativo = formato("pdf").generar(construir(proceso, momento(6, 19)))
    del_mes = pdf.generar(contenido)
    assert etiquetado.faltas(del_mes) == []
    assert etiquetado.faltas(cuantitativo) == []
    # Y la revisión sabe fallar: un texto puesto encima, sin etiqueta.
    encima = pypdf.PdfWriter(clone_from=io.BytesIO(del_mes))
    contenido_de_la_segunda = encima.pages[1].get_contents()
    contenido_de_la_segunda.set_data(contenido_de_la_segunda.get_data() + b"\nBT (x) Tj ET")
    encima.pages[1].replace_contents(contenido_de_la_segunda)
    salida = io.BytesIO()
    encima.write(salida)
    assert etiquetado.faltas(salida.getvalue()) == ["página 2: «Tj» fuera de la estructura"]


def _etiquetas(nodo, vistas=None) -> set[str]:
    vistas = set() if vistas is None else vistas
    nodo = nodo.get_object()
    if isinstance(nodo, list):
        for hijo in nodo:
            _etiquetas(hijo, vistas)
    elif isinstance(nodo, dict):
        if "/S" in nodo:
            vistas.add(nodo["/S"])
        if "/K" in nodo:
            _etiquetas(nodo["/K"], vistas)
    return vistas


def _letras(pagina):
    return [f.get_object() for f in pagina["/Resources"].get("/Font", {}).values()]


def test_el_indice_dice_la_pagina_donde_esta_cada_seccion(contenido):
    paginas = paginas_del_pdf(pdf.generar(contenido))
    indice = paginas[1]
    for seccion in contenido.secciones:
        dicho = re.search(rf"{re.escape(seccion.titulo_en_indice)}[ .]+pág\. (\d+)", indice)
        assert dicho, seccion.titulo_en_indice
        assert seccion.titulo in paginas[int(dicho[1]) - 1]
    assert pdf.paginas(contenido).keys() == {s.clave for s in contenido.secciones}


def test_todas_las_paginas_tras_la_portada_llevan_encabezado_y_numero(contenido):
    paginas = paginas_del_pdf(pdf.generar(contenido))
    assert len(paginas) == 7
    for numero, pagina in enumerate(paginas[1:], 2):
        for linea in contenido.encabezado:
            assert linea in pagina
        assert f"Página {numero} de 7" in pagina


def test_el_encabezado_de_las_tablas_se_repite_en_cada_pagina(contenido):
    paginas = paginas_del_pdf(pdf.generar(contenido))
    con_renglones = [p for p in paginas if re.search(r"\d\d/\d\d/\d{4}", p)]
    assert len(con_renglones) > 1
    assert all("Nº ACTIVIDADES FECHAS DE REALIZACIÓN" in p for p in con_renglones)


def test_el_pdf_se_hace_en_menos_de_un_segundo(proceso, contenido):
    """De la base a los bytes, en un proceso que ya arrancó: así lo hace el sitio."""
    tiempos = []
    for _ in range(3):
        inicio = time.perf_counter()
        pdf.generar(contenido_del_informe(proceso=proceso, mes=MAYO))
        tiempos.append(time.perf_counter() - inicio)
    assert min(tiempos) < 1


@pytest.mark.parametrize("formato", [pdf, docx])
def test_el_mismo_contenido_da_los_mismos_bytes(contenido, formato):
    assert formato.generar(contenido) == formato.generar(contenido)


@pytest.mark.parametrize(
    "texto",
    [
        '#set page(width: 1cm) *no* _no_ = no $x^2$ `no` <marca> @cita // no \\ "recto" -- ...',
        "{{ encabezado }} {% for x in y %} {%p endfor %} {#no#} <w:p> & </w:t>",
        "A^B ~C~ [enlace](http://ejemplo.mx) 100 % 5k",
    ],
)
def test_los_signos_de_marcado_salen_como_se_escribieron(contenido, texto):
    raro = con_texto(contenido, texto)
    assert texto in texto_del_docx(docx.generar(raro))
    assert texto in " ".join(paginas_del_pdf(pdf.generar(raro)))


def test_un_caracter_sin_dibujo_no_impide_el_informe(contenido):
    raro = con_texto(contenido, "Listo 😀 中 fin")
    assert "Listo [U+1F600] [U+4E2D] fin" in " ".join(paginas_del_pdf(pdf.generar(raro)))
    assert "Listo 😀 中 fin" in texto_del_docx(docx.generar(raro))


def test_los_caracteres_de_control_no_llegan_a_los_documentos():
    assert limpiar("a\x0bb\x07c\u200bd\te\r\nf") == "a bcd e\nf"
    assert limpiar("Mu\u0301zquiz") == "Múzquiz"


def test_un_texto_mas_largo_que_una_pagina_se_parte_y_no_se_pierde(contenido):
    largo = con_texto(contenido, " ".join(f"palabra{n}" for n in range(1500)))
    texto = " ".join(paginas_del_pdf(pdf.generar(largo)))
    assert texto.count("palabra1499") >= 5


def test_la_demostracion_y_el_borrador_se_anuncian_en_cada_pagina(proceso, settings):
    cargar_informe_de_mayo(proceso=proceso)
    junio = contenido_del_informe(proceso=proceso, mes=JUNIO)
    assert junio.marcas == (LEYENDA, MARCA_DE_BORRADOR)
    for pagina in paginas_del_pdf(pdf.generar(junio)):
        assert LEYENDA in pagina
        assert MARCA_DE_BORRADOR in pagina
    settings.ES_DEMO = False
    assert contenido_del_informe(proceso=proceso, mes=JUNIO).marcas == (MARCA_DE_BORRADOR,)
    mayo = contenido_del_informe(proceso=proceso, mes=MAYO)
    assert mayo.marcas == (LEYENDA,), "lo aprobado no cambia"
    sin_marcas = replace(mayo, marcas=())
    assert "DEMOSTRACIÓN" not in " ".join(paginas_del_pdf(pdf.generar(sin_marcas)))
    assert "DEMOSTRACIÓN" not in texto_del_docx(docx.generar(sin_marcas))


def test_un_informe_sin_nada_dice_que_no_hay_nada(proceso):
    contenido = contenido_del_informe(proceso=proceso, mes=MAYO)
    for texto in (" ".join(paginas_del_pdf(pdf.generar(contenido))),):
        for frase in ("No hay acuerdos", "No hay actividades", "No hay reuniones"):
            assert frase in texto
    assert "No hay reuniones registradas" in texto_del_docx(docx.generar(contenido))


def test_el_docx_tiene_titulos_tablas_con_encabezado_y_un_indice_vivo(contenido):
    documento = Document(io.BytesIO(docx.generar(contenido)))
    titulos = [p.text for p in documento.paragraphs if p.style.name == "Heading 1"]
    assert titulos == [s.titulo for s in contenido.secciones]
    actividades, reuniones = documento.tables
    assert len(actividades.rows) == 22
    assert len(reuniones.rows) == 4
    for tabla in documento.tables:
        assert tabla.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    marcadores = {m.get(qn("w:name")) for m in documento.element.iter(qn("w:bookmarkStart"))}
    campos = "".join(c.text for c in documento.element.iter(qn("w:instrText")))
    pedidos = set(re.findall(r"PAGEREF (\S+)", campos))
    assert len(pedidos) == 6
    assert pedidos <= marcadores
    assert not re.search(r"[{}%]", texto_del_docx(docx.generar(contenido)))


@pytest.mark.largo
def test_libreoffice_abre_el_docx_y_su_indice_coincide(contenido, tmp_path):
    programa = shutil.which("soffice")
    if programa is None:
        pytest.skip("NO HAY LIBREOFFICE en esta máquina: no se comprobó que abra el DOCX")
    archivo = tmp_path / "mayo.docx"
    archivo.write_bytes(docx.generar(contenido))
    orden = [programa, "--headless", f"-env:UserInstallation=file://{tmp_path}/perfil"]
    orden += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(archivo)]
    subprocess.run(orden, check=True, capture_output=True, timeout=120)
    paginas = paginas_del_pdf((tmp_path / "mayo.pdf").read_bytes())
    texto = " ".join(paginas)
    assert [f for f in FRASES if f not in texto] == []
    for seccion in contenido.secciones:
        numero = re.search(rf"{re.escape(seccion.titulo_en_indice)}[ .]+pág\. (\d+)", paginas[1])
        assert seccion.titulo in paginas[int(numero[1]) - 1]


@pytest.mark.largo
@pytest.mark.parametrize("cual", ["mensual", "cuantitativo"])
def test_libreoffice_conserva_titulos_tablas_y_encabezado(contenido, proceso, tmp_path, cual):
    """Abrirlo y guardarlo otra vez sin que se pierda nada es abrirlo sin reparar."""
    from informes.cuantitativo.formatos import formato
    from informes.cuantitativo.reporte import construir

    programa = shutil.which("soffice")
    if programa is None:
        pytest.skip("NO HAY LIBREOFFICE en esta máquina: no se comprobó que abra el DOCX")
    if cual == "mensual":
        original = docx.generar(contenido)
    else:
        with reloj.en(momento(6, 20)):
            original = formato("docx").generar(construir(proceso, momento(6, 19)))
    (tmp_path / "original.docx").write_bytes(original)
    orden = [programa, "--headless", f"-env:UserInstallation=file://{tmp_path}/perfil"]
    orden += ["--convert-to", "docx", "--outdir", str(tmp_path / "otra")]
    orden.append(str(tmp_path / "original.docx"))
    subprocess.run(orden, check=True, capture_output=True, timeout=120)
    guardado = (tmp_path / "otra" / "original.docx").read_bytes()

    def esqueleto(datos):
        documento = Document(io.BytesIO(datos))
        titulos = [
            (p.style.name.lower(), p.text)
            for p in documento.paragraphs
            if p.style.name.lower().startswith("heading")
        ]
        tablas = [[llano(c.text) for c in t.rows[0].cells] for t in documento.tables]
        renglones = [len(t.rows) for t in documento.tables]
        repiten = [
            t.rows[0]._tr.trPr is not None
            and t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            for t in documento.tables
        ]
        encabezado = llano(" ".join(p.text for p in documento.sections[0].header.paragraphs))
        return titulos, tablas, renglones, repiten, encabezado

    antes = esqueleto(original)
    assert all(antes)
    assert all(antes[3])
    assert esqueleto(guardado) == antes
