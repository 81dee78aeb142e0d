"""Lo que nadie debería escribir y alguien escribe: sale un archivo correcto o un error claro."""

import io
from datetime import date, timedelta

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from docx import Document

from conoceles.comun import reloj
from informes.contenido import contenido_del_informe
from informes.cuantitativo.formatos import formato
from informes.cuantitativo.reporte import construir
from informes.formatos import docx, pdf
from informes.models import Actividad, EstadoDeActividad, InformeMensual
from tests.fabricas import ActorFactory, CuestionarioFactory, FormulaFactory
from tests.informes.conftest import momento

JUNIO = date(2023, 6, 1)
LARGO_MAXIMO = 20_000
MUCHAS = 5_000


def texto_del_pdf(contenido) -> str:
    paginas = pypdf.PdfReader(io.BytesIO(pdf.generar(contenido))).pages
    return " ".join(" ".join(p.extract_text() for p in paginas).split())


def celdas_del_docx(contenido) -> list[str]:
    documento = Document(io.BytesIO(docx.generar(contenido)))
    return [celda.text for fila in documento.tables[0].rows for celda in fila.cells]


@pytest.fixture
def guardar(proceso, entrar, personal):
    """`guardar("texto")`: lo escribe en un renglón nuevo de junio y da la página que responde."""
    cliente = entrar(personal)
    direccion = reverse("informes:renglon_nuevo", args=[proceso.clave, "2023-06"])

    def hacer(texto: str):
        datos = {"tipo": "difusion_evento", "descripcion": texto, "inicia_el": "2023-06-08"}
        with reloj.en(momento(6, 20)):
            return cliente.post(direccion, datos, follow=True)

    return hacer


def de_junio(proceso):
    with reloj.en(momento(6, 20)):
        return contenido_del_informe(proceso=proceso, mes=JUNIO)


@pytest.mark.parametrize(
    "texto",
    [
        '#set page(width: 1cm) *no* _no_ = no $x^2$ `no` <marca> @cita // no \\ "recto" -- ...',
        '#read("/etc/passwd") #import "@preview/x:1.0.0" #eval("1+1") #sys.inputs',
        "{{ encabezado }} {% for x in y %} {%p endfor %} {#no#} <w:p> & </w:t> &lt;",
        '=HYPERLINK("http://x") @SUM(A1) +1 -1',
    ],
)
def test_el_marcado_y_las_formulas_se_imprimen_como_se_escribieron(proceso, guardar, texto):
    respuesta = guardar(texto)
    assert "Renglón guardado." in respuesta.text
    contenido = de_junio(proceso)
    # Un renglón se parte donde cabe: los blancos no dicen nada.
    assert "".join(texto.split()) in "".join(texto_del_pdf(contenido).split())
    assert texto in celdas_del_docx(contenido)


def test_los_emoji_y_los_caracteres_de_control_no_rompen_nada(proceso, guardar):
    guardar("Feria\x07 del\u200b libro\u202e 😀\x1b[31m en\tSaltillo\r\n fin\ufeff")
    contenido = de_junio(proceso)
    assert "Feria del libro [U+1F600][31m en Saltillo fin" in texto_del_pdf(contenido)
    assert "Feria del libro 😀[31m en Saltillo fin" in celdas_del_docx(contenido)


@pytest.mark.parametrize("texto", ["\u200b\u200b", "\x07", " \t "])
def test_lo_que_no_se_ve_no_es_un_renglon(proceso, guardar, texto):
    assert "Escriba la redacción de la actividad." in guardar(texto).text
    assert not Actividad.objects.exists()


def test_el_caracter_nulo_se_rehusa_con_palabras(proceso, guardar):
    respuesta = guardar("uno\0dos")
    assert respuesta.status_code == 200
    assert not Actividad.objects.exists()


def test_una_redaccion_de_veinte_mil_caracteres_sale_entera(proceso, guardar):
    palabras = " ".join(f"palabra{n:05d}" for n in range(LARGO_MAXIMO // 13))
    guardar(palabras)
    contenido = de_junio(proceso)
    ultima = palabras.split()[-1]
    assert ultima in texto_del_pdf(contenido)
    assert palabras in celdas_del_docx(contenido)


def test_una_mas_larga_se_rehusa_y_se_dice_el_limite(proceso, guardar):
    assert "20000" in guardar("x" * (LARGO_MAXIMO + 1)).text.replace("\u00a0", "")
    assert not Actividad.objects.exists()


@pytest.mark.largo
def test_cinco_mil_actividades_salen_todas(proceso):
    informe = InformeMensual.objects.create(
        proceso=proceso, mes=JUNIO, desde=JUNIO, hasta=date(2023, 6, 30)
    )
    Actividad.objects.bulk_create(
        Actividad(
            informe=informe,
            tipo="difusion_evento",
            descripcion=f"Actividad número {n}.",
            inicia_el=JUNIO + timedelta(days=n * 30 // MUCHAS),
            estado=EstadoDeActividad.ACEPTADA,
        )
        for n in range(MUCHAS)
    )
    contenido = de_junio(proceso)
    paginas = pypdf.PdfReader(io.BytesIO(pdf.generar(contenido))).pages
    assert f"Página {len(paginas)} de {len(paginas)}" in paginas[-1].extract_text()
    cola = " ".join(p.extract_text() for p in paginas[-3:])
    assert f"Actividad número {MUCHAS - 1}." in " ".join(cola.split())
    escrito = docx.generar(contenido)
    documento = Document(io.BytesIO(escrito))
    filas = documento.tables[0]._tbl.tr_lst
    assert len(filas) == MUCHAS + 1
    assert str(MUCHAS) in "".join(t.text for t in filas[-1].iter() if t.tag.endswith("}t"))


def test_un_nombre_que_parece_formula_no_lo_es_en_la_hoja_del_cuantitativo(proceso):
    nombre = "=cmd|'/C calc'!A0 #strong[x] 😀"
    with reloj.en(momento(4, 1)):
        actor = ActorFactory(proceso=proceso, nombre=nombre)
        CuestionarioFactory(
            candidatura__formula=FormulaFactory(actor=actor, eleccion__cargo__proceso=proceso)
        )
    with reloj.en(momento(4, 12)):
        reporte = construir(proceso, momento(4, 10))
    libro = openpyxl.load_workbook(io.BytesIO(formato("xlsx").generar(reporte)))
    celda = libro["T1a"]["A3"]
    assert (celda.value, celda.data_type) == (f"'{nombre}", "s")
    paginas = pypdf.PdfReader(io.BytesIO(formato("pdf").generar(reporte))).pages
    texto = " ".join(" ".join(p.extract_text() for p in paginas).split())
    assert "#strong[x] [U+1F600]" in texto
