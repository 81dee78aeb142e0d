"""DOCX desde la plantilla que el personal puede cambiar; la de costumbre es
`plantillas/informe_mensual.docx`."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from docxtpl import DocxTemplate

from informes.contenido import Contenido
from informes.formatos import pdf
from informes.models import PlantillaDeWord, UsoDePlantilla
from informes.plantillas.revisar import ambiente

PLANTILLA = Path(__file__).parent.parent / "plantillas" / "informe_mensual.docx"
TIPO_DE_CONTENIDO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def generar(contenido: Contenido) -> bytes:
    """Llena la plantilla en uso. El índice trae las páginas del PDF; Word las recalcula."""
    return llenar(bytes_de(en_uso()), contenido, paginas=pdf.paginas(contenido))


def en_uso() -> PlantillaDeWord | None:
    """La que el personal puso en uso, o nada: la que trae el sistema."""
    uso = UsoDePlantilla.objects.select_related("plantilla").first()
    return uso.plantilla if uso else None


def bytes_de(plantilla: PlantillaDeWord | None) -> bytes:
    if plantilla is None:
        return PLANTILLA.read_bytes()
    with plantilla.archivo.open() as archivo:
        return archivo.read()


def llenar(datos: bytes, contenido: Contenido, *, paginas: dict[str, int] | None) -> bytes:
    """`paginas`: sección → número; sin ellas, todas en la 1."""
    plantilla = DocxTemplate(io.BytesIO(datos))
    plantilla.render(
        {
            "marcas": "   ·   ".join(contenido.marcas),
            "portada": contenido.portada,
            "encabezado": contenido.encabezado,
            "indice": contenido.indice,
            "s": {seccion.clave: seccion for seccion in contenido.secciones},
            "paginas": paginas or {seccion.clave: 1 for seccion in contenido.secciones},
            "aprobacion": contenido.aprobacion,
            "firma": contenido.firma,
        },
        ambiente(),
        # Un «<» o un «&» del texto se escribe tal cual, no como XML.
        autoescape=True,
    )
    momento = propiedades(
        plantilla.docx,
        titulo=contenido.titulo,
        autoria=contenido.autoria,
        fecha=contenido.fecha.timetuple()[:3],
    )
    salida = io.BytesIO()
    plantilla.save(salida)
    return con_fecha_fija(salida.getvalue(), momento)


def propiedades(documento, *, titulo: str, autoria: str, fecha: tuple[int, int, int]) -> datetime:
    """Pone título, autoría, idioma y fecha (año, mes, día) a un documento; devuelve esa fecha."""
    suyas = documento.core_properties
    suyas.title, suyas.author = titulo[:255], autoria[:255]
    suyas.last_modified_by, suyas.language = autoria[:255], "es-MX"
    suyas.comments, suyas.revision = "", 1
    momento = datetime(fecha[0], fecha[1], fecha[2], 12)  # noqa: DTZ001 - así lo pide el formato
    suyas.created = suyas.modified = momento
    return momento


def con_fecha_fija(archivo: bytes, momento: datetime) -> bytes:
    """El mismo contenido da los mismos bytes: un ZIP anota la hora en que se hizo cada pieza."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archivo)) as origen,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as destino,
    ):
        for nombre in origen.namelist():
            pieza = zipfile.ZipInfo(nombre, momento.timetuple()[:6])
            pieza.compress_type = zipfile.ZIP_DEFLATED
            destino.writestr(pieza, origen.read(nombre))
    return salida.getvalue()
