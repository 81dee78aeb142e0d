"""Sustituir, dar de baja y deshacer: qué se cierra, qué se abre y qué deja de verse.

Quien sale deja de ser pública en la misma transacción: solo quedan su nombre, que salió y cuándo.
Quien entra empieza de cero; nada se copia de una persona a otra.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from candidaturas import frescura
from candidaturas.models import (
    Candidatura,
    EstadoDeRegistro,
    PerfilPublicado,
    SeccionDePerfil,
    TipoDeCandidatura,
)
from captura.avisos import redactar_aviso
from captura.bitacora import a_nombre_de, anotar
from captura.huellas import contenido_de, huella_de
from captura.models import (
    Adscripcion,
    AvisoAlINE,
    Causa,
    CausaDeAnulacion,
    ClaseDeActo,
    ClaseDeMovimiento,
    Cuestionario,
    Estado,
    EstadoDeAviso,
    Firma,
    MovimientoDeRegistro,
    Rol,
)
from captura.permisos import puede_mover_registro
from captura.servicios.bloqueo import bloquear_lugar
from captura.servicios.compromisos import anular_firmas
from captura.servicios.cuentas import cerrar_sesiones
from captura.servicios.publicacion import pausar, publicar, retirar
from captura.servicios.registro import registrar_candidatura
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

# Hechos del registro que solo se publican mientras la persona está en la boleta, y su valor vacío.
SOLO_EN_BOLETA = {"edad": None, "sexo": "", "sobrenombre": "", "reeleccion": None, "folio": ""}


class MovimientoNoProcede(ErrorDeDominio):
    """El lugar ya se movió, o el acto no puede deshacerse; el mensaje dice por qué."""


@dataclass(frozen=True, slots=True)
class QuienEntra:
    """La persona que ocupa el lugar. `nace_el` queda en lo privado."""

    nombres: str
    primer_apellido: str
    segundo_apellido: str = ""
    sobrenombre: str = ""
    sexo: str = ""
    nace_el: date | None = None
    folio: str = ""

    @property
    def nombre(self) -> str:
        return " ".join(filter(None, (self.nombres, self.primer_apellido, self.segundo_apellido)))


@transaction.atomic
def sustituir(
    *,
    candidatura: Candidatura,
    causa: Causa,
    acuerdo: str,
    surte_efecto_en: datetime,
    entra: QuienEntra,
    adscripcion: Adscripcion,
) -> MovimientoDeRegistro:
    """Cierra el lugar de una persona y lo abre, vacío, para otra. Lanza `MovimientoNoProcede`."""
    candidatura = _por_mover(candidatura, surte_efecto_en, acuerdo, adscripcion)
    with a_nombre_de(adscripcion.usuario):
        movimiento = _cerrar(
            candidatura,
            MovimientoDeRegistro(
                clase=ClaseDeMovimiento.SUSTITUCION,
                causa=causa,
                acuerdo=acuerdo.strip(),
                surte_efecto_en=surte_efecto_en,
            ),
            EstadoDeRegistro.SUSTITUIDA,
            adscripcion,
        )
        movimiento.entra = _abrir(candidatura, entra)
        movimiento.save(update_fields=["entra"])
        _anotar(ClaseDeActo.SUSTITUCION, movimiento, adscripcion)
        redactar_aviso(movimiento)
    frescura.cambio_el_registro()
    return movimiento


@transaction.atomic
def dar_de_baja(
    *,
    candidatura: Candidatura,
    causa: Causa,
    acuerdo: str,
    surte_efecto_en: datetime,
    adscripcion: Adscripcion,
) -> MovimientoDeRegistro:
    """El lugar queda vacío: por renuncia o, con otra causa, por cancelación del registro."""
    candidatura = _por_mover(candidatura, surte_efecto_en, acuerdo, adscripcion)
    renuncio = causa == Causa.RENUNCIA
    with a_nombre_de(adscripcion.usuario):
        movimiento = _cerrar(
            candidatura,
            MovimientoDeRegistro(
                clase=ClaseDeMovimiento.BAJA,
                causa=causa,
                acuerdo=acuerdo.strip(),
                surte_efecto_en=surte_efecto_en,
            ),
            EstadoDeRegistro.RENUNCIA if renuncio else EstadoDeRegistro.CANCELADA,
            adscripcion,
        )
        _anotar(
            ClaseDeActo.RENUNCIA if renuncio else ClaseDeActo.CANCELACION, movimiento, adscripcion
        )
        redactar_aviso(movimiento)
    frescura.cambio_el_registro()
    return movimiento


def _por_mover(
    candidatura: Candidatura, surte_efecto_en: datetime, acuerdo: str, adscripcion: Adscripcion
) -> Candidatura:
    """La candidatura bloqueada: de dos a la vez, el segundo la ve fuera de la boleta."""
    if not puede_mover_registro(adscripcion):
        raise PermissionDenied
    candidatura = bloquear_lugar(candidatura.pk)
    if not candidatura.esta_en_boleta:
        raise MovimientoNoProcede(
            f"Esta candidatura ya no está en la boleta "
            f"({candidatura.get_estado_registro_display().lower()}): otra persona registró antes "
            "el movimiento."
        )
    if surte_efecto_en > reloj.ahora():
        raise MovimientoNoProcede("Registre el movimiento cuando ya surta efecto, no antes.")
    if not acuerdo.strip():
        raise MovimientoNoProcede("Escriba el número del acuerdo o resolución.")
    return candidatura


def _cerrar(
    candidatura: Candidatura,
    movimiento: MovimientoDeRegistro,
    estado: EstadoDeRegistro,
    adscripcion: Adscripcion,
) -> MovimientoDeRegistro:
    movimiento.candidatura = candidatura
    movimiento.registrado_en = reloj.ahora()
    movimiento.registrado_por = adscripcion.usuario
    movimiento.estaba_publicado = PerfilPublicado.objects.filter(pk=candidatura.pk).exists()
    # El estado del borrador queda como estaba: es su historia, y con él se deshace un error.
    retirar(candidatura.cuestionario)
    anular_firmas(
        candidatura=candidatura,
        motivo=f"{movimiento.get_clase_display()}, {movimiento.acuerdo}",
        autor=adscripcion.usuario,
    )
    movimiento.accesos = _quitar_accesos(candidatura)
    movimiento.retenido = _sacar_de_la_boleta(
        candidatura, estado, timezone.localdate(movimiento.surte_efecto_en)
    )
    movimiento.save()
    if movimiento.estaba_publicado:
        _anotar(ClaseDeActo.RETIRO, movimiento, adscripcion)
    return movimiento


def _sacar_de_la_boleta(candidatura: Candidatura, estado: EstadoDeRegistro, dia: date) -> dict:
    """Devuelve lo que dejó de ser público."""
    retenido = {campo: getattr(candidatura, campo) for campo in SOLO_EN_BOLETA}
    for campo, vacio in SOLO_EN_BOLETA.items():
        setattr(candidatura, campo, vacio)
    candidatura.estado_registro = estado
    candidatura.baja_el = dia
    candidatura.save(update_fields=[*SOLO_EN_BOLETA, "estado_registro", "baja_el"])
    return retenido


def _abrir(sale: Candidatura, entra: QuienEntra) -> Candidatura:
    """El mismo lugar, con otra persona: su registro es de hoy y de hoy corre su plazo."""
    formula = sale.formula
    nueva = registrar_candidatura(
        eleccion=formula.eleccion,
        actor=formula.actor,
        numero=formula.numero,
        tipo=TipoDeCandidatura(sale.tipo),
        nombres=entra.nombres,
        primer_apellido=entra.primer_apellido,
        segundo_apellido=entra.segundo_apellido,
        sobrenombre=entra.sobrenombre,
        sexo=entra.sexo,
        nace_el=entra.nace_el,
        folio=entra.folio,
    )
    nueva.sustituye_a = sale
    nueva.save(update_fields=["sustituye_a"])
    return nueva


def _quitar_accesos(candidatura: Candidatura) -> list[dict]:
    """La cuenta de quien sale deja de verla; si no tenía otra, deja de servir desde ahora."""
    quitados = []
    suyas = Adscripcion.objects.select_for_update(of=("self",)).filter(
        rol=Rol.CANDIDATA, candidaturas=candidatura
    )
    for adscripcion in suyas:
        vencia = adscripcion.vence_en
        quitados.append(
            {"adscripcion": adscripcion.pk, "vence_en": vencia.isoformat() if vencia else None}
        )
        adscripcion.candidaturas.remove(candidatura)
        if not adscripcion.candidaturas.exists():
            adscripcion.vence_en = reloj.ahora()
            adscripcion.save(update_fields=["vence_en"])
            cerrar_sesiones(adscripcion.usuario)
    return quitados


def _anotar(clase: ClaseDeActo, movimiento: MovimientoDeRegistro, adscripcion: Adscripcion) -> None:
    candidatura = movimiento.candidatura
    anotar(
        clase=clase,
        proceso=candidatura.proceso,
        candidatura=candidatura,
        actor=candidatura.formula.actor,
        autor=adscripcion.usuario,
        surte_efecto_en=movimiento.surte_efecto_en,
        datos={
            "movimiento": movimiento.pk,
            "acuerdo": movimiento.acuerdo,
            "entra": movimiento.entra_id,
        },
    )


# --- Deshacer ----------------------------------------------------------------------------------
def por_que_no_se_deshace(movimiento: MovimientoDeRegistro) -> str:
    """Vacío si todavía puede deshacerse."""
    horas = movimiento.candidatura.proceso.parametro("horas_para_deshacer")
    if movimiento.clase == ClaseDeMovimiento.CAMBIO_DE_ACTOR:
        return "Un cambio de actor se corrige con otro cambio."
    if movimiento.deshecho_en:
        return "Este movimiento ya se deshizo."
    if reloj.ahora() > movimiento.registrado_en + timedelta(hours=horas):
        return f"Pasaron más de {horas} horas: registre otro movimiento con su acuerdo."
    if movimiento.aviso.estado != EstadoDeAviso.BORRADOR:
        return "El aviso al INE ya se hizo oficio."
    if movimiento.entra_id and PerfilPublicado.objects.filter(pk=movimiento.entra_id).exists():
        return "El perfil de quien entró ya se publicó."
    return ""


@transaction.atomic
def deshacer(
    *, movimiento: MovimientoDeRegistro, motivo: str, adscripcion: Adscripcion
) -> MovimientoDeRegistro:
    """Revierte un movimiento registrado por error y lo anota. Lo que estaba publicado vuelve."""
    if not puede_mover_registro(adscripcion):
        raise PermissionDenied
    movimiento = MovimientoDeRegistro.objects.select_for_update(of=("self",)).get(pk=movimiento.pk)
    # Ni el oficio toma el aviso ni se publica a quien entró mientras se ve si todavía procede.
    list(AvisoAlINE.objects.select_for_update(of=("self",)).filter(movimiento=movimiento))
    entro = bloquear_lugar(movimiento.entra_id) if movimiento.entra_id else None
    movimiento.candidatura = bloquear_lugar(movimiento.candidatura_id)
    if razon := por_que_no_se_deshace(movimiento):
        raise MovimientoNoProcede(razon)
    if not motivo.strip():
        raise MovimientoNoProcede("Escriba por qué se deshace.")
    with a_nombre_de(adscripcion.usuario):
        if entro:
            _quitar_a_quien_entro(entro)
        _devolver(movimiento)
        movimiento.deshecho_en = reloj.ahora()
        movimiento.deshecho_por = adscripcion.usuario
        movimiento.motivo_de_deshacer = motivo.strip()
        movimiento.save(update_fields=["deshecho_en", "deshecho_por", "motivo_de_deshacer"])
        movimiento.aviso.estado = EstadoDeAviso.DESCARTADO
        movimiento.aviso.save(update_fields=["estado"])
        _anotar(ClaseDeActo.MOVIMIENTO_DESHECHO, movimiento, adscripcion)
    frescura.cambio_el_registro()
    return movimiento


def _quitar_a_quien_entro(nueva: Candidatura) -> None:
    """Entró por error: si nadie hizo nada con su perfil, no queda rastro público de su nombre."""
    intacta = not nueva.actos.exists() and nueva.cuestionario.version == 0
    if intacta:
        nueva.delete()
        return
    nueva.sustituye_a = None
    nueva.save(update_fields=["sustituye_a"])
    _quitar_accesos(nueva)
    _sacar_de_la_boleta(nueva, EstadoDeRegistro.CANCELADA, reloj.hoy())


def _devolver(movimiento: MovimientoDeRegistro) -> None:
    candidatura = movimiento.candidatura
    for campo, valor in movimiento.retenido.items():
        setattr(candidatura, campo, valor)
    candidatura.estado_registro = EstadoDeRegistro.REGISTRADA
    candidatura.baja_el = None
    candidatura.save(update_fields=[*SOLO_EN_BOLETA, "estado_registro", "baja_el"])
    for acceso in movimiento.accesos:
        adscripcion = Adscripcion.objects.filter(pk=acceso["adscripcion"]).first()
        if adscripcion:
            vencia = acceso["vence_en"]
            adscripcion.vence_en = datetime.fromisoformat(vencia) if vencia else None
            adscripcion.save(update_fields=["vence_en"])
            adscripcion.candidaturas.add(candidatura)
    _devolver_firmas(movimiento)
    if movimiento.estaba_publicado:
        _publicar_como_estaba(candidatura.cuestionario)


def _publicar_como_estaba(cuestionario: Cuestionario) -> None:
    """Lo verificado, con sus pausas. Si había una corrección a medias, lo publica quien revisa."""
    if huella_de(contenido_de(cuestionario)) != cuestionario.huella_verificada:
        return
    publicar(cuestionario)
    for seccion, estado in cuestionario.secciones_aparte.items():
        if estado == Estado.PAUSADO:
            pausar(cuestionario, SeccionDePerfil(seccion))


def _devolver_firmas(movimiento: MovimientoDeRegistro) -> None:
    """Solo las que este movimiento dejó sin efecto; las de antes siguen como estaban."""
    Firma.objects.filter(
        candidatura=movimiento.candidatura_id,
        causa_de_anulacion=CausaDeAnulacion.SUSTITUCION,
        anulada_en__gte=movimiento.registrado_en,
    ).update(anulada_en=None, causa_de_anulacion="", motivo_de_anulacion="")
