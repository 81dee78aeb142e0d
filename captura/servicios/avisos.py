"""Publicar una versión del aviso de privacidad y anotar quién la aceptó."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from candidaturas import frescura
from candidaturas.models import AvisoDePrivacidad
from captura.bitacora import anotar
from captura.huellas import huella_de
from captura.models import AceptacionDeAviso, Acto, Adscripcion, ClaseDeActo, Usuario
from captura.permisos import puede_publicar_avisos
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

CANDADO = "LOCK TABLE candidaturas_avisodeprivacidad IN SHARE ROW EXCLUSIVE MODE"


class AvisoCambiado(ErrorDeDominio):
    """La versión que se tenía a la vista ya no es la vigente."""


@transaction.atomic
def publicar_aviso(
    *, simplificado: str, integral: str, vista: int, adscripcion: Adscripcion
) -> AvisoDePrivacidad:
    """Una versión nueva, vigente desde ahora: cada cuenta la acepta la próxima vez que entre.

    `vista`: la versión que era vigente al escribirla, 0 si ninguna. Lanza `AvisoCambiado`.
    """
    if not puede_publicar_avisos(adscripcion):
        raise PermissionDenied
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(CANDADO)
    ultima = AvisoDePrivacidad.objects.aggregate(ultima=Max("version"))["ultima"] or 0
    if ultima != vista:
        raise AvisoCambiado(
            "Alguien más publicó otra versión mientras usted escribía esta. Copie lo suyo y "
            "abra de nuevo la página."
        )
    aviso = crear_aviso(simplificado, integral, ultima + 1)
    _anotar(ClaseDeActo.AVISO_DE_PRIVACIDAD, aviso, adscripcion.usuario)
    # Quien lo escribió ya lo leyó.
    aceptar_aviso(usuario=adscripcion.usuario, version=aviso.version)
    return aviso


def crear_aviso(simplificado: str, integral: str, version: int = 1) -> AvisoDePrivacidad:
    textos = {
        "simplificado": simplificado.replace("\r", "").strip(),
        "integral": integral.replace("\r", "").strip(),
    }
    aviso = AvisoDePrivacidad.objects.create(
        version=version, huella=huella_de(textos), vigente_desde=reloj.ahora(), **textos
    )
    frescura.cambiaron_los_textos()
    return aviso


@transaction.atomic
def aceptar_aviso(*, usuario: Usuario, version: int | None) -> None:
    """Anota que la persona leyó esa versión, que ha de ser la vigente (None si no hay ninguna).

    Lanza `AvisoCambiado` si se publicó otra mientras la leía. Aceptarla otra vez no hace nada.
    """
    aviso = AvisoDePrivacidad.objects.vigente()
    if version != (aviso.version if aviso else None):
        raise AvisoCambiado("El aviso de privacidad cambió mientras lo leía. Léalo de nuevo.")
    if aviso is None:
        return
    _, nueva = AceptacionDeAviso.objects.get_or_create(
        usuario=usuario, aviso=aviso, defaults={"aceptado_en": reloj.ahora()}
    )
    if nueva:
        _anotar(ClaseDeActo.ACEPTACION_DE_AVISO, aviso, usuario)


def _anotar(clase: ClaseDeActo, aviso: AvisoDePrivacidad, autor: Usuario) -> Acto:
    suya = Adscripcion.objects.filter(usuario=autor).select_related("actor__proceso").first()
    actor = suya.actor if suya else None
    return anotar(
        clase=clase,
        proceso=actor.proceso if actor else None,
        actor=actor,
        autor=autor,
        datos={"version": aviso.version, "huella": aviso.huella},
    )


def ultimo_aceptado(usuario: Usuario) -> AceptacionDeAviso | None:
    return usuario.avisos_aceptados.select_related("aviso").order_by("-aviso__version").first()
