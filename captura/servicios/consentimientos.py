"""El consentimiento de cada candidatura: firmarlo, registrarlo en papel, validarlo y retirarlo.

Nadie consiente por omisión: lo que no se dijo es No.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from candidaturas.models import Candidatura
from captura.bitacora import a_nombre_de, anotar
from captura.escaneos import (
    BYTES_DE_UNO,
    PAGINAS_DE_UNO,
    Pagina,
    juntar,
    leer,
)
from captura.huellas import huella_de, nuevo_folio
from captura.models import (
    Acto,
    Adscripcion,
    ClaseDeActo,
    Consentimiento,
    EstadoDeConsentimiento,
    FormatoDeConsentimiento,
    MedioDeConsentimiento,
    Rol,
)
from captura.permisos import (
    puede_firmar_consentimiento,
    puede_retirar_consentimiento,
    puede_validar_consentimientos,
    puede_ver_consentimiento,
)
from captura.servicios.bloqueo import bloquear_candidatura
from captura.servicios.distintivos import publicar_distintivos
from captura.texto_limpio import sin_invisibles
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class ConsentimientoNoProcede(ErrorDeDominio):
    """No se puede registrar, validar o retirar; el mensaje dice por qué."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Las tres respuestas. Lo que no se dice es No."""

    tratamiento: bool = False
    publicacion: bool = False
    estadistica: bool = False


def consentimiento_vigente(candidatura: Candidatura) -> Consentimiento | None:
    """El único que surte efecto. Sin él, las tres respuestas son No."""
    return Consentimiento.objects.vigente_de(candidatura)


def formato_vigente(proceso) -> FormatoDeConsentimiento | None:
    formatos = proceso.formatos_de_consentimiento.filter(vigente_desde__lte=reloj.ahora())
    return formatos.order_by("-vigente_desde", "-pk").first()


@transaction.atomic
def firmar_consentimiento(
    *,
    candidatura: Candidatura,
    formato: FormatoDeConsentimiento,
    decision: Decision,
    firmante: str,
    adscripcion: Adscripcion,
) -> Consentimiento:
    """La propia persona firma en el sistema. Surte efecto en el acto.

    `formato`: el que leyó. Lanza `PermissionDenied` o `ConsentimientoNoProcede`.
    """
    if not puede_firmar_consentimiento(adscripcion, candidatura):
        raise PermissionDenied
    candidatura = bloquear_candidatura(candidatura.pk)
    if formato != formato_vigente(candidatura.proceso):
        raise ConsentimientoNoProcede(
            "El texto cambió mientras usted lo leía. Lea el nuevo y vuelva a firmar."
        )
    with a_nombre_de(adscripcion.usuario):
        _terminar_los_de_antes(candidatura, EstadoDeConsentimiento.VIGENTE)
        _terminar_los_de_antes(candidatura, EstadoDeConsentimiento.POR_VALIDAR)
        return _registrar(
            candidatura=candidatura,
            formato=formato,
            decision=decision,
            firmante=firmante,
            firmado_el=reloj.hoy(),
            adscripcion=adscripcion,
            medio=MedioDeConsentimiento.ELECTRONICO,
            estado=EstadoDeConsentimiento.VIGENTE,
        )


@transaction.atomic
def registrar_papel(
    *,
    candidatura: Candidatura,
    formato: FormatoDeConsentimiento,
    decision: Decision,
    firmante: str,
    firmado_el: date,
    evidencia: Pagina,
    adscripcion: Adscripcion,
) -> Consentimiento:
    """Las tres respuestas como vienen en la hoja firmada. Surte efecto cuando UTTAI la valida.

    `evidencia`: de `escanear` o de un lote. Lanza `PermissionDenied`, `ConsentimientoNoProcede`.
    """
    if not puede_ver_consentimiento(adscripcion, candidatura):
        raise PermissionDenied
    candidatura = bloquear_candidatura(candidatura.pk)
    if formato.proceso_id != candidatura.proceso_id:
        raise PermissionDenied
    if firmado_el > reloj.hoy():
        raise ConsentimientoNoProcede("La fecha de la firma no puede ser futura.")
    misma = candidatura.consentimientos.filter(huella_de_imagen=evidencia.huella).exclude(
        estado=EstadoDeConsentimiento.RECHAZADO
    )
    if misma.exists():
        raise ConsentimientoNoProcede("Esta hoja ya está registrada para esta candidatura.")
    with a_nombre_de(adscripcion.usuario):
        _terminar_los_de_antes(candidatura, EstadoDeConsentimiento.POR_VALIDAR)
        return _registrar(
            candidatura=candidatura,
            formato=formato,
            decision=decision,
            firmante=firmante,
            firmado_el=firmado_el,
            adscripcion=adscripcion,
            medio=MedioDeConsentimiento.PAPEL,
            estado=EstadoDeConsentimiento.POR_VALIDAR,
            evidencia=evidencia,
        )


def escanear(datos: bytes, nombre: str) -> Pagina:
    """La hoja firmada que se sube suelta, como una sola imagen. Lanza `EscaneoRechazado`."""
    return juntar(
        leer(datos, nombre=nombre, bytes_maximos=BYTES_DE_UNO, paginas_maximas=PAGINAS_DE_UNO)
    )


@transaction.atomic
def validar_consentimiento(
    *, consentimiento: Consentimiento, adscripcion: Adscripcion
) -> Consentimiento:
    """UTTAI comprueba que lo transcrito es lo que dice el papel: desde ahora surte efecto."""
    consentimiento = _por_validar(consentimiento, adscripcion)
    exigir_evidencia_intacta(consentimiento)
    with a_nombre_de(adscripcion.usuario):
        _terminar_los_de_antes(consentimiento.candidatura, EstadoDeConsentimiento.VIGENTE)
        consentimiento.estado = EstadoDeConsentimiento.VIGENTE
        consentimiento.validado_en = reloj.ahora()
        consentimiento.validado_por = adscripcion.usuario
        consentimiento.save(update_fields=["estado", "validado_en", "validado_por"])
        publicar_distintivos(consentimiento.candidatura)
        _anotar(ClaseDeActo.VALIDACION_DE_CONSENTIMIENTO, consentimiento, adscripcion)
    return consentimiento


@transaction.atomic
def rechazar_consentimiento(
    *, consentimiento: Consentimiento, motivo: str, adscripcion: Adscripcion
) -> Consentimiento:
    """El papel no sirve o no dice lo transcrito. El que estuviera vigente sigue estándolo."""
    consentimiento = _por_validar(consentimiento, adscripcion)
    if not motivo.strip():
        raise ConsentimientoNoProcede("Escriba por qué no se valida.")
    with a_nombre_de(adscripcion.usuario):
        _terminar(consentimiento, EstadoDeConsentimiento.RECHAZADO, motivo.strip())
        _anotar(ClaseDeActo.RECHAZO_DE_CONSENTIMIENTO, consentimiento, adscripcion)
    return consentimiento


@transaction.atomic
def retirar_consentimiento(
    *, consentimiento: Consentimiento, motivo: str, adscripcion: Adscripcion
) -> Consentimiento:
    """Desde ahora las tres respuestas son No. La propia persona no tiene que decir por qué."""
    candidatura = bloquear_candidatura(consentimiento.candidatura_id)
    if not puede_retirar_consentimiento(adscripcion, candidatura):
        raise PermissionDenied
    consentimiento = Consentimiento.objects.get(pk=consentimiento.pk)
    if consentimiento.estado != EstadoDeConsentimiento.VIGENTE:
        raise ConsentimientoNoProcede("Este consentimiento ya no está vigente.")
    if adscripcion.rol != Rol.CANDIDATA and not motivo.strip():
        raise ConsentimientoNoProcede("Escriba quién lo pide y en qué documento.")
    with a_nombre_de(adscripcion.usuario):
        _terminar(consentimiento, EstadoDeConsentimiento.RETIRADO, motivo.strip())
        _anotar(ClaseDeActo.RETIRO_DE_CONSENTIMIENTO, consentimiento, adscripcion)
    return consentimiento


def exigir_evidencia_intacta(consentimiento: Consentimiento) -> bytes:
    """Los bytes de la evidencia. Lanza `ConsentimientoNoProcede` si no son los registrados."""
    try:
        with consentimiento.evidencia.open() as archivo:
            datos = archivo.read()
    except (OSError, ValueError):
        datos = b""
    pagina = Pagina.de(datos)
    if pagina.huella != consentimiento.huella_de_imagen:
        raise ConsentimientoNoProcede(
            "El archivo de la evidencia ya no es el que se registró. Pida que se suba de nuevo."
        )
    return datos


def huella_del_consentimiento(consentimiento: Consentimiento) -> str:
    """La de todo lo que se decidió, el texto que se leyó y la evidencia."""
    c = consentimiento
    return huella_de(
        {
            "formato": c.formato.huella,
            "candidatura": c.candidatura_id,
            "tratamiento": c.tratamiento,
            "publicacion": c.publicacion,
            "estadistica": c.estadistica,
            "medio": c.medio,
            "firmante": c.firmante,
            "firmado_el": c.firmado_el.isoformat(),
            "evidencia": c.huella_de_imagen,
        }
    )


def _registrar(
    *,
    candidatura: Candidatura,
    formato: FormatoDeConsentimiento,
    decision: Decision,
    firmante: str,
    firmado_el: date,
    adscripcion: Adscripcion,
    medio: MedioDeConsentimiento,
    estado: EstadoDeConsentimiento,
    evidencia: Pagina | None = None,
) -> Consentimiento:
    if not candidatura.esta_en_boleta:
        raise ConsentimientoNoProcede("Esta candidatura ya no está en la boleta.")
    firmante = sin_invisibles(firmante).strip()
    if not firmante:
        raise ConsentimientoNoProcede("Escriba el nombre de quien firma.")
    ahora = reloj.ahora()
    consentimiento = Consentimiento(
        folio=nuevo_folio("CON", candidatura.proceso.anio),
        candidatura=candidatura,
        formato=formato,
        medio=medio,
        firmante=firmante,
        firmado_el=firmado_el,
        estado=estado,
        registrado_por=adscripcion.usuario,
        registrado_en=ahora,
        tratamiento_en=ahora,
        publicacion_en=ahora,
        estadistica_en=ahora,
        **asdict(decision),
    )
    if evidencia:
        consentimiento.huella_de_imagen = evidencia.huella
        consentimiento.evidencia.save("hoja.jpg", ContentFile(evidencia.datos), save=False)
    consentimiento.huella = huella_del_consentimiento(consentimiento)
    consentimiento.save()
    publicar_distintivos(candidatura)
    _anotar(ClaseDeActo.CONSENTIMIENTO, consentimiento, adscripcion, huella=consentimiento.huella)
    return consentimiento


def _por_validar(consentimiento: Consentimiento, adscripcion: Adscripcion) -> Consentimiento:
    if not puede_validar_consentimientos(adscripcion):
        raise PermissionDenied
    candidatura = bloquear_candidatura(consentimiento.candidatura_id)
    consentimiento = Consentimiento.objects.get(pk=consentimiento.pk)
    if consentimiento.estado != EstadoDeConsentimiento.POR_VALIDAR:
        raise ConsentimientoNoProcede(
            f"Este consentimiento ya no espera validación: está "
            f"{consentimiento.get_estado_display().lower()}."
        )
    consentimiento.candidatura = candidatura
    return consentimiento


def _terminar_los_de_antes(candidatura: Candidatura, estado: EstadoDeConsentimiento) -> None:
    for anterior in candidatura.consentimientos.filter(estado=estado):
        _terminar(anterior, EstadoDeConsentimiento.SUSTITUIDO, "")


def _terminar(consentimiento: Consentimiento, estado: EstadoDeConsentimiento, motivo: str) -> None:
    """El único lugar por donde un consentimiento deja de surtir efecto.

    En la misma transacción deja de ser público lo que de él salía.
    """
    consentimiento.estado = estado
    consentimiento.motivo = motivo
    consentimiento.terminado_en = reloj.ahora()
    consentimiento.save(update_fields=["estado", "motivo", "terminado_en"])
    publicar_distintivos(consentimiento.candidatura)


def _anotar(
    clase: ClaseDeActo, consentimiento: Consentimiento, adscripcion: Adscripcion, **datos
) -> Acto:
    candidatura = consentimiento.candidatura
    return anotar(
        clase=clase,
        proceso=candidatura.proceso,
        candidatura=candidatura,
        actor=candidatura.formula.actor,
        autor=adscripcion.usuario,
        datos={"folio": consentimiento.folio, **datos},
    )
