"""La plantilla de Word: qué se acepta, qué se rehúsa y por qué, y que volver atrás se puede."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from captura.models import Rol
from conoceles.comun import reloj
from informes.calendario import Calendario
from informes.carga import cargar_informe_de_mayo
from informes.contenido import Contenido, construir
from informes.formatos import docx as formato
from informes.models import InformeMensual, PlantillaDeWord, UsoDePlantilla
from informes.plantillas.muestra import muestra
from informes.plantillas.revisar import PlantillaRechazada, abre_como_word, revisar
from informes.servicios import plantilla as servicios
from tests.fabricas import AdscripcionFactory
from tests.informes.conftest import momento

ORIGINAL = formato.PLANTILLA.read_bytes()
CUERPO = "word/document.xml"


def con_piezas(cambios, base=ORIGINAL):
    """La plantilla con esas piezas cambiadas o añadidas. `cambios`: nombre → bytes o función."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as origen, zipfile.ZipFile(salida, "w") as destino:
        for nombre in origen.namelist():
            datos, cambio = origen.read(nombre), cambios.get(nombre)
            destino.writestr(nombre, cambio(datos) if callable(cambio) else cambio or datos)
        for nombre in cambios.keys() - set(origen.namelist()):
            destino.writestr(nombre, cambios[nombre])
    return salida.getvalue()


def cambiando(viejo, nuevo):
    """La plantilla con ese texto del cuerpo cambiado por otro."""

    def cambiar(datos):
        assert viejo.encode() in datos
        return datos.replace(viejo.encode(), nuevo.encode())

    return con_piezas({CUERPO: cambiar})


def con_membrete(texto):
    documento = docx.Document(io.BytesIO(ORIGINAL))
    documento.sections[0].header.add_paragraph(texto)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def relacion(destino):
    nueva = (
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/image" Target="{destino}" TargetMode="External"/></Relationships>'
    ).encode()
    return lambda datos: datos.replace(b"</Relationships>", nueva)


MARCA = "{{ marcas }}"
RECHAZADAS = {
    "sin una sección": (
        lambda: cambiando("{{ s.objetivo.titulo }}", "Objetivo"),
        "Le falta el campo {{ s.objetivo.titulo }}",
    ),
    "sin los renglones": (
        lambda: cambiando("s.actividades.tabla.filas", "s.reuniones.tabla.filas"),
        "Le falta el campo {{ s.actividades.tabla.filas }}",
    ),
    "campo mal escrito": (
        lambda: cambiando("{{ s.objetivo.titulo }}", "{{ s.objetivos.titulo }}"),
        "no sabe qué poner en {{ s.objetivos.titulo }}",
    ),
    "campo de más": (
        lambda: cambiando(MARCA, MARCA + "{{ correo }}"),
        "no sabe qué poner en {{ correo }}",
    ),
    "por dentro de Python": (
        lambda: cambiando(MARCA, MARCA + "{{ marcas.__class__ }}"),
        "no sabe qué poner en {{ marcas.__class__ }}",
    ),
    "una llamada": (
        lambda: cambiando(MARCA, MARCA + "{{ marcas.upper() }}"),
        "no se admite «Call»",
    ),
    "una lista sin fin": (
        lambda: cambiando(MARCA, MARCA + "{% for x in range(9) %}{% endfor %}"),
        "no se admite «Call»",
    ),
    "un filtro": (lambda: cambiando(MARCA, MARCA + "{{ marcas|upper }}"), "no se admite «Filter»"),
    "una asignación": (
        lambda: cambiando(MARCA, MARCA + "{% set x = 1 %}"),
        "no se admite «Assign»",
    ),
    "un if sin cerrar": (lambda: cambiando(MARCA, MARCA + "{% if marcas %}"), "no se entiende"),
    "llaves sueltas": (lambda: cambiando("{{ portada[0] }}", "{{ portada[0]"), "no se entiende"),
    "fuera de la lista": (
        lambda: cambiando("columnas[0]", "columnas[7]"),
        "No se puede llenar",
    ),
    "oculta un campo": (
        lambda: cambiando(
            "{{ s.objetivo.titulo }}", "{% if not marcas %}{{ s.objetivo.titulo }}{% endif %}"
        ),
        "no imprime «OBJETIVO DEL SISTEMA:»",
    ),
    "macros": (lambda: con_piezas({"word/vbaProject.bin": b"x"}), "lleva macros"),
    "docm": (
        lambda: con_piezas(
            {
                "[Content_Types].xml": lambda d: d.replace(
                    b"</Types>", b"<!--macroEnabled--></Types>"
                )
            }
        ),
        "lleva macros",
    ),
    "objetos": (lambda: con_piezas({"word/embeddings/a.bin": b"x"}), "objetos incrustados"),
    "enlace hacia fuera": (
        lambda: con_piezas({"word/_rels/document.xml.rels": relacion("https://fuera.example/x")}),
        "enlaza hacia fuera (https://fuera.example/x)",
    ),
    "trae archivos": (
        lambda: cambiando("PAGEREF _Ref_objetivo", "INCLUDETEXT c:/secreto"),
        "campo de Word INCLUDETEXT",
    ),
    "entidades": (
        lambda: con_piezas({"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        "entidades",
    ),
    "pesa mucho": (lambda: b"PK" + b"0" * (5 * 1024 * 1024), "más de 5 MB"),
    "bomba": (lambda: con_piezas({"word/x.bin": b"0" * (41 * 1024 * 1024)}), "más de 5 MB"),
    "no es Word": (lambda: b"%PDF-1.7", "No es un documento de Word"),
    "otro ZIP": (lambda: con_piezas({}, base=_zip_vacio()), "No es un documento de Word"),
    "dañada": (lambda: con_piezas({CUERPO: b"<w:documento"}), "dañada"),
}


def _zip_vacio():
    salida = io.BytesIO()
    zipfile.ZipFile(salida, "w").close()
    return salida.getvalue()


@pytest.mark.parametrize("caso", RECHAZADAS)
def test_lo_que_no_sirve_se_rehusa_y_dice_por_que(personal, caso):
    hacer, dicho = RECHAZADAS[caso]
    with pytest.raises(PlantillaRechazada) as rechazo:
        servicios.subir(nombre="x.docx", datos=hacer(), adscripcion=personal)
    assert dicho in str(rechazo.value)
    assert not PlantillaDeWord.objects.exists()


def test_la_que_se_abre_enorme_se_rehusa():
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as bomba:
        bomba.writestr(CUERPO, b"0" * (41 * 1024 * 1024))
    with pytest.raises(PlantillaRechazada, match="demasiado grande"):
        revisar(salida.getvalue())


def test_la_original_pasa_su_propia_revision():
    revisar(ORIGINAL)
    assert "MUESTRA" in " ".join(abre_como_word(servicios.llenar_con_muestra(ORIGINAL)))


def test_el_contenido_congelado_se_lee_igual():
    assert Contenido.de_json(muestra().como_json()) == muestra()


def test_subir_ver_usar_y_volver(proceso, personal, entrar):
    cargar_informe_de_mayo(proceso=proceso)
    cliente = entrar(personal)
    de_mayo = reverse("informes:descargar", args=["pel-2023", "2023-05", "docx"])
    de_junio = reverse("informes:descargar", args=["pel-2023", "2023-06", "docx"])
    pagina = reverse("informes:plantilla")

    def encabezado():
        with reloj.en(momento(6, 12)):
            return abre_como_word(cliente.get(de_junio).content)

    def subir(datos, nombre="membrete.docx"):
        return cliente.post(pagina, {"archivo": SimpleUploadedFile(nombre, datos)}, follow=True)

    congelado = cliente.get(de_mayo).content
    assert "pasó la revisión" in subir(con_membrete("Calle Falsa 123")).text
    assert "Calle Falsa 123" not in encabezado(), "subirla no es usarla"
    guardada = PlantillaDeWord.objects.get()
    muestra_url = reverse("informes:plantilla_muestra", args=[guardada.pk])
    assert "Calle Falsa 123" in abre_como_word(cliente.get(muestra_url).content)
    cliente.post(reverse("informes:plantilla_usar", args=[guardada.pk]))
    assert "Calle Falsa 123" in encabezado()
    assert cliente.get(de_mayo).content == congelado
    rechazo = subir(cambiando("{{ s.objetivo.titulo }}", "Objetivo"))
    assert "Le falta el campo {{ s.objetivo.titulo }}. Se sigue usando la plantilla anterior." in (
        rechazo.text.replace("&#x27;", "'")
    )
    assert "Calle Falsa 123" in encabezado()
    vista = cliente.get(pagina).text
    assert guardada.huella in vista
    assert "Rita Revisora" in vista
    cliente.post(reverse("informes:plantilla_usar", args=["original"]))
    assert "Calle Falsa 123" not in encabezado()
    cliente.post(reverse("informes:plantilla_usar", args=[guardada.pk]))
    assert "Calle Falsa 123" in encabezado()
    assert UsoDePlantilla.objects.count() == 3
    bajada = cliente.get(reverse("informes:plantilla_bajar", args=[guardada.pk])).content
    subir(bajada, "otro nombre.docx")
    assert PlantillaDeWord.objects.count() == 1, "la misma dos veces es una"


def test_solo_quien_edita_informes_la_cambia(proceso, entrar):
    cliente = entrar(AdscripcionFactory(rol=Rol.COMISION))
    subida = {"archivo": SimpleUploadedFile("x.docx", ORIGINAL)}
    assert cliente.post(reverse("informes:plantilla"), subida).status_code == 403
    assert not PlantillaDeWord.objects.exists()


def test_el_informe_aprobado_dice_lo_que_se_aprobo(proceso, personal, entrar):
    """También en pantalla, y aunque cambien los acuerdos y los textos de costumbre."""
    cargar_informe_de_mayo(proceso=proceso)
    antes = construir(Calendario.de(proceso), InformeMensual.objects.get())
    proceso.acuerdos.all().delete()
    InformeMensual.objects.update(objetivo="Otro objetivo")
    assert construir(Calendario.de(proceso), InformeMensual.objects.get()) == antes
    vista = entrar(personal).get(reverse("informes:detalle", args=["pel-2023", "2023-05"])).text
    assert "Otro objetivo" not in vista
    assert "IEC/CG/146/2021" in vista
