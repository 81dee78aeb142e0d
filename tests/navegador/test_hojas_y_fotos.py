"""Un enlace captura en lote y recorta una fotografía, con clics de verdad y también con teclado.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla, a 360 y a 1280 de ancho.
"""

import io
import re

import pytest
from PIL import Image

from captura.models import Cuestionario, Rol
from tests.captura.test_fotografias import color_del_centro, cuadrantes
from tests.captura.test_fotos_en_zip import empacar
from tests.captura.test_hojas import con
from tests.fabricas import (
    ActorFactory,
    AdscripcionFactory,
    CuestionarioFactory,
    FormulaFactory,
    ProcesoFactory,
    imagen,
)
from tests.navegador.test_camino_completo import Retratos, entrar


@pytest.fixture
def partido(transactional_db):
    actor = ActorFactory(proceso=ProcesoFactory(), siglas="PFA", nombre="Partido Ficticio del Alba")
    AdscripcionFactory(rol=Rol.ENLACE, actor=actor, usuario__username="enlace.alba")
    return [
        CuestionarioFactory(candidatura__formula=FormulaFactory(actor=actor), completo=n == 0)
        for n in range(3)
    ]


class Guardada:
    """La fotografía de un cuestionario, con la forma que entiende `color_del_centro`."""

    def __init__(self, cuestionario):
        foto = Cuestionario.objects.select_related("foto").get(pk=cuestionario.pk).foto
        with foto.archivo.open() as archivo:
            self.datos = archivo.read()
        self.ancho, self.alto = Image.open(io.BytesIO(self.datos)).size


def test_una_hoja_y_un_zip(partido, pagina, hacer_trabajos, tmp_path):
    retratos = Retratos()
    entrar(pagina, "enlace.alba")
    pagina.get_by_role("link", name="Hoja de cálculo").click()
    retratos.tomar(pagina, "hoja")
    pagina.get_by_role("button", name="Preparar plantilla").click()
    pagina.get_by_text("En espera").wait_for()
    retratos.tomar(pagina, "trabajo-en-espera")
    hacer_trabajos()
    # La página se entera sola de que terminó.
    with pagina.expect_download() as bajada:
        pagina.get_by_role("link", name="Bajar candidaturas.xlsx").click()
    bajada.value.save_as(tmp_path / "candidaturas.xlsx")

    # La primera vez con un error, que se dice; la segunda, bien.
    cambios = {
        (0, "PROPUESTA_1"): "Una biblioteca ficticia en cada barrio.",
        (0, "PROPUESTA_2"): "",
        (1, "CURSOS"): "Diplomado ficticio\nTaller ficticio",
    }
    for hoja, sigue in (
        ({**cambios, (2, "TELEFONO"): "12"}, "Hay renglones con errores"),
        (cambios, "campo con contenido quedaría vacío"),
    ):
        pagina.goto("/captura/hoja/")
        llena = con(tmp_path / "candidaturas.xlsx", hoja)
        pagina.get_by_label("Elija la hoja").set_input_files(llena)
        pagina.get_by_role("button", name="Revisar la hoja").click()
        pagina.get_by_text("En espera").wait_for()
        hacer_trabajos()
        pagina.get_by_role("link", name="Continuar").click()
        pagina.get_by_text(sigue).wait_for()
        retratos.tomar(pagina, "hoja-revisada")
    pagina.get_by_role("button", name="Guardar los cambios de 2 candidaturas").click()
    pagina.get_by_text("En espera").wait_for()
    hacer_trabajos()
    pagina.get_by_text("Candidaturas actualizadas: 2.").wait_for()
    retratos.tomar(pagina, "hoja-aplicada")
    assert Cuestionario.objects.filter(cursos=["Diplomado ficticio", "Taller ficticio"]).exists()

    # Las fotografías.
    pagina.goto("/captura/fotos/")
    retratos.tomar(pagina, "fotos")
    archivos = {f"C{c.candidatura_id}.jpg": cuadrantes() for c in partido[:2]}
    ruta = empacar(tmp_path / "fotos.zip", {**archivos, "C0.jpg": imagen()})
    pagina.get_by_label("Elija el ZIP").set_input_files(ruta)
    pagina.get_by_label("Declaro que ninguna").check()
    pagina.get_by_role("button", name="Revisar las fotografías").click()
    pagina.get_by_text("En espera").wait_for()
    hacer_trabajos()
    pagina.get_by_role("link", name="Continuar").click()
    pagina.get_by_role("button", name="Guardar 2 fotografías").wait_for()
    retratos.tomar(pagina, "fotos-revisadas")
    pagina.get_by_role("link", name=re.compile("No se pueden usar")).click()
    pagina.get_by_text("no es el folio de una candidatura").wait_for()
    pagina.get_by_role("button", name="Guardar 2 fotografías").click()
    pagina.get_by_text("En espera").wait_for()
    hacer_trabajos()
    pagina.get_by_text("Fotografías guardadas: 2.").wait_for()
    assert Cuestionario.objects.filter(foto__isnull=False).count() == 2
    pagina.get_by_role("link", name="Archivos").first.click()
    retratos.tomar(pagina, "archivos")


def test_recortar_con_teclado_y_arrastrando(partido, pagina):
    retratos = Retratos()
    entrar(pagina, "enlace.alba")
    pagina.goto(f"/captura/cuestionarios/{partido[0].pk}/")
    pagina.get_by_label("Elija la fotografía").set_input_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": cuadrantes()}
    )
    pagina.get_by_label("Tamaño del recuadro").press("Home")
    pagina.get_by_label("De izquierda a derecha").press("End")
    pagina.get_by_label("De arriba abajo").press("Home")
    recorte = pagina.locator("input[name=recorte]")
    x, y, ancho, alto = (float(n) for n in recorte.input_value().split(","))
    assert (x + ancho, y) == (pytest.approx(1), 0), "arriba, a la derecha"
    assert (ancho * 800) / (alto * 1000) == pytest.approx(0.8, abs=0.01)
    retratos.tomar(pagina, "recorte")
    pagina.locator(".recortador__lienzo").scroll_into_view_if_needed()
    marco = pagina.locator(".recortador__marco").bounding_box()
    pagina.mouse.move(marco["x"] + 20, marco["y"] + 20)
    pagina.mouse.down()
    pagina.mouse.move(marco["x"] + 20, marco["y"] + 600, steps=8)
    pagina.mouse.up()
    pagina.get_by_label("Declaro que la fotografía").check()
    pagina.get_by_role("button", name="Subir fotografía").click()
    pagina.get_by_text("Fotografía guardada").wait_for()
    assert color_del_centro(Guardada(partido[0])) == "blanco", "abajo, a la derecha"
