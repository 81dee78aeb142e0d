"""Los compromisos de la demostración: el texto de ejemplo, quién pidió firmarlo y quién firmó."""

from datetime import datetime, timedelta
from functools import partial

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.demostracion.guion import Guion, momento, quien_captura
from captura.huellas import huella_de
from captura.models import (
    Canal,
    Compromiso,
    FamiliaDeCompromisos,
    SolicitudDeHabilitacion,
    VersionDeCompromisos,
)
from captura.servicios.compromisos import (
    atender_solicitud,
    firmar,
    registrar_solicitud_externa,
    solicitar_habilitacion,
)
from conoceles.comun import reloj

COMPROMISOS = (
    "Impulsar la atención integral de la primera infancia.",
    "Promover una estrategia contra todas las formas de malnutrición infantil.",
    "Procurar que todas las niñas, niños y adolescentes vayan a la escuela y aprendan.",
    "Trabajar por el fin de la violencia contra niñas, niños y adolescentes, y por la restitución "
    "de sus derechos.",
    "Proteger y dar acceso a derechos a la niñez y la adolescencia migrantes.",
)
CONTRA_LA_CORRUPCION = (
    "Presentar y mantener públicas mis declaraciones patrimonial, de intereses y fiscal.",
    "Abstenerme de intervenir en asuntos en los que mi familia o mis negocios tengan interés.",
    "Explicar cada año, con cifras, en qué se gastaron los recursos a mi cargo.",
    "Promover que las contrataciones públicas se publiquen completas desde que se convocan.",
)
# Como en las actividades 1 a 3 del informe de mayo de 2023: quién pidió, por dónde y para quién.
SOLICITUDES = (
    ("PT", "PT", Canal.CORREO, (9, 12), (11, 40)),
    ("PRI", "PRI-PAN-PRD", Canal.OFICIO, (10, 5), (13, 20)),
    ("UDC", "UDC-PVEM", Canal.CORREO, (12, 31), (16, 2)),
)


def familias_de_compromisos(proceso: ProcesoElectoral) -> FamiliaDeCompromisos:
    """Las dos familias del portal de 2023, con textos de ejemplo. Devuelve la de la niñez."""
    familia = FamiliaDeCompromisos.objects.create(
        proceso=proceso,
        clave="ninez",
        nombre="Compromisos por la niñez y la adolescencia",
        nombre_en_informe="los compromisos por la niñez y la adolescencia",
        orden=1,
    )
    _con_texto(
        familia,
        COMPROMISOS,
        (
            "Ejemplo para la demostración con los temas de la Agenda de la Infancia y la "
            "Adolescencia 2019-2024 (UNICEF, 2018). El texto que usó el instituto en 2023 no se "
            "conoce."
        ),
    )
    corrupcion = FamiliaDeCompromisos.objects.create(
        proceso=proceso,
        clave="contra-la-corrupcion",
        nombre="Compromisos contra la corrupción",
        nombre_en_informe="los compromisos contra la corrupción",
        orden=2,
    )
    _con_texto(
        corrupcion,
        CONTRA_LA_CORRUPCION,
        "Ejemplo escrito para la demostración; ninguna institución lo propuso ni lo usó.",
    )
    return familia


def _con_texto(familia: FamiliaDeCompromisos, textos: tuple[str, ...], fuente: str) -> None:
    version = VersionDeCompromisos.objects.create(
        familia=familia,
        nombre="Texto de ejemplo 1",
        fuente=fuente,
        huella=huella_de(list(textos)),
        vigente_desde=reloj.ahora(),
    )
    Compromiso.objects.bulk_create(
        Compromiso(version=version, orden=orden, texto=texto)
        for orden, texto in enumerate(textos, start=1)
    )


def planear_compromisos(
    guion: Guion,
    familia: FamiliaDeCompromisos,
    candidaturas: list[Candidatura],
    publicadas: dict[int, datetime],
) -> None:
    actores = {a.siglas: a for a in ActorPolitico.objects.filter(proceso=guion.proceso)}
    version = familia.versiones.get()
    claves = list(version.compromisos.values_list("pk", flat=True))
    _planear_la_que_espera(guion, actores["MC"], candidaturas)
    for solicitante, de_quien, canal, recibida, atendida in SOLICITUDES:
        suyas = [c for c in candidaturas if c.formula.actor_id == actores[de_quien].pk]
        tramite: dict[str, SolicitudDeHabilitacion] = {}
        guion.el(
            momento(4, 25, *recibida),
            partial(
                _solicitar,
                guion,
                tramite,
                familia=familia,
                actor=actores[de_quien],
                solicitante=actores[solicitante],
                candidaturas=suyas,
                canal=canal,
            ),
        )
        guion.el(momento(4, 25, *atendida), partial(_atender, guion, tramite))
        for candidatura in suyas:
            if guion.azar.random() > 0.45 or candidatura.pk not in publicadas:
                continue
            cuando = max(publicadas[candidatura.pk], momento(4, 26, 9)) + timedelta(
                hours=guion.azar.randrange(1, 60)
            )
            guion.el(
                cuando,
                partial(
                    firmar,
                    candidatura=candidatura,
                    version=version,
                    compromisos=claves,
                    firmante=candidatura.nombre,
                    adscripcion=quien_captura(guion, candidatura),
                ),
            )


def _planear_la_que_espera(
    guion: Guion, actor: ActorPolitico, candidaturas: list[Candidatura]
) -> None:
    """Una solicitud hecha en el sistema que nadie ha atendido: la habilita quien mire."""
    guion.el(
        momento(5, 29, 17, 40),
        partial(
            solicitar_habilitacion,
            familia=FamiliaDeCompromisos.objects.get(
                proceso=guion.proceso, clave="contra-la-corrupcion"
            ),
            actor=actor,
            candidaturas=[c for c in candidaturas if c.formula.actor_id == actor.pk],
            adscripcion=guion.cuentas["enlace.mc"],
        ),
    )


def _solicitar(guion: Guion, tramite: dict, **datos) -> None:
    tramite["solicitud"] = registrar_solicitud_externa(
        referencia="",
        recibida_en=reloj.ahora(),
        adscripcion=guion.cuentas["revision"],
        **datos,
    )


def _atender(guion: Guion, tramite: dict) -> None:
    atender_solicitud(solicitud=tramite["solicitud"], adscripcion=guion.cuentas["revision"])
