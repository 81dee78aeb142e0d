"""Quién puede hacer qué dentro de su alcance. El alcance mismo está en los QuerySets
(`visibles_para`): fuera de él la respuesta es 404; dentro, sin la capacidad, 403."""

from candidaturas.models import ActorPolitico, Candidatura, EstadoDeProceso
from captura.flujo import EDITABLES, FLUJO, Paso, procede
from captura.models import Adscripcion, Cuestionario, Derecho, Rol, SolicitudDeDerechos
from captura.plazos import vencio

VEN_INFORMES = frozenset({Rol.REVISION, Rol.COORDINACION, Rol.COMISION, Rol.SECRETARIA})
REGISTRAN_OFICIOS = frozenset({Rol.REVISION, Rol.COORDINACION, Rol.SECRETARIA})
EDITAN_INFORMES = frozenset({Rol.REVISION, Rol.COORDINACION})
REVISAN = frozenset({Rol.REVISION, Rol.COORDINACION})


def captura_por(adscripcion: Adscripcion, actor: ActorPolitico) -> bool:
    """Si el actor de la cuenta captura lo de `actor`: el propio o, en coalición, el partido que
    el convenio nombra."""
    if adscripcion.actor_id is None:
        return False
    if adscripcion.actor_id == actor.pk:
        return True
    if actor.partido_captura_id is None:
        return False
    return adscripcion.actor.integrantes.filter(partido=actor.partido_captura_id).exists()


def puede_capturar(adscripcion: Adscripcion, candidatura: Candidatura) -> bool:
    """Si la cuenta puede escribir en lo de esta candidatura, sin mirar aún su estado."""
    rol = Rol(adscripcion.rol)
    if rol is Rol.ENLACE:
        return captura_por(adscripcion, candidatura.formula.actor)
    if rol in {Rol.CAPTURISTA, Rol.CANDIDATA}:
        return adscripcion.candidaturas.filter(pk=candidatura.pk).exists()
    return False


def puede_editar(adscripcion: Adscripcion, cuestionario: Cuestionario) -> bool:
    return puede_pedir_prorroga(adscripcion, cuestionario) and not vencio(cuestionario)


def puede_pedir_prorroga(adscripcion: Adscripcion, cuestionario: Cuestionario) -> bool:
    """Lo mismo que para escribir, aunque el plazo ya haya vencido."""
    return (
        cuestionario.estado in EDITABLES
        and cuestionario.candidatura.proceso.estado == EstadoDeProceso.ABIERTO
        and cuestionario.candidatura.esta_en_boleta
        and puede_capturar(adscripcion, cuestionario.candidatura)
    )


def puede_ver_tablero(adscripcion: Adscripcion) -> bool:
    return adscripcion.rol in REVISAN or Rol(adscripcion.rol) in Rol.de_actor()


def puede_recordar(adscripcion: Adscripcion) -> bool:
    return adscripcion.rol in REVISAN or adscripcion.rol == Rol.ENLACE


def puede_ver_movimientos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_mover_registro(adscripcion: Adscripcion | None) -> bool:
    """Sustituir, dar de baja, cambiar de actor y deshacer."""
    return adscripcion is not None and adscripcion.rol == Rol.COORDINACION


def puede_ver_plazos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_resolver_prorrogas(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol == Rol.COORDINACION


def puede_dar_paso(adscripcion: Adscripcion, paso: Paso, cuestionario: Cuestionario) -> bool:
    """Si el rol permite el paso; los roles de actor, además, solo sobre lo que capturan."""
    if not _tiene_el_rol(adscripcion, paso, cuestionario):
        return False
    if Rol(adscripcion.rol) in Rol.de_actor():
        return puede_capturar(adscripcion, cuestionario.candidatura)
    return True


def _tiene_el_rol(adscripcion: Adscripcion, paso: Paso, cuestionario: Cuestionario) -> bool:
    transicion = FLUJO[paso]
    if adscripcion.rol in transicion.roles:
        return True
    if transicion.roles_segun_proceso is None:
        return False
    roles, parametro = transicion.roles_segun_proceso
    return adscripcion.rol in roles and cuestionario.candidatura.proceso.parametro(parametro)


def pasos_posibles(adscripcion: Adscripcion, cuestionario: Cuestionario) -> list[Paso]:
    """Pasos que la cuenta puede dar ahora; las plantillas pintan con esto, no con roles."""
    return [
        paso
        for paso in FLUJO
        if procede(cuestionario, paso) and puede_dar_paso(adscripcion, paso, cuestionario)
    ]


def puede_responder_observacion(adscripcion: Adscripcion, cuestionario: Cuestionario) -> bool:
    return puede_capturar(adscripcion, cuestionario.candidatura)


def puede_pedir_correccion(adscripcion: Adscripcion, cuestionario: Cuestionario) -> bool:
    """Quien valida y envía es quien pide corregir lo que ya se publicó."""
    return puede_dar_paso(adscripcion, Paso.ENVIAR, cuestionario)


def puede_resolver_correccion(adscripcion: Adscripcion) -> bool:
    return adscripcion.rol == Rol.COORDINACION


def puede_solicitar_habilitacion(adscripcion: Adscripcion) -> bool:
    return adscripcion.rol == Rol.ENLACE


def puede_atender_habilitacion(adscripcion: Adscripcion) -> bool:
    return adscripcion.rol in REVISAN


def puede_firmar(adscripcion: Adscripcion, candidatura: Candidatura) -> bool:
    return puede_capturar(adscripcion, candidatura)


def puede_retirar_firma(adscripcion: Adscripcion) -> bool:
    return adscripcion.rol == Rol.COORDINACION


def puede_editar_compromisos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_ver_consentimiento(adscripcion: Adscripcion, candidatura: Candidatura) -> bool:
    """Quien captura y quien revisa: el integrante de coalición que solo lee, no."""
    return adscripcion.rol in REVISAN or puede_capturar(adscripcion, candidatura)


def puede_firmar_consentimiento(adscripcion: Adscripcion, candidatura: Candidatura) -> bool:
    """En el sistema solo firma la propia persona; los demás registran su papel."""
    return adscripcion.rol == Rol.CANDIDATA and puede_capturar(adscripcion, candidatura)


def puede_retirar_consentimiento(adscripcion: Adscripcion, candidatura: Candidatura) -> bool:
    """La propia persona, o UTTAI cuando ella lo pide por escrito."""
    return adscripcion.rol in REVISAN or puede_firmar_consentimiento(adscripcion, candidatura)


def puede_contestar_identidad(adscripcion: Adscripcion, candidatura: Candidatura) -> bool:
    """La propia persona; su actor, solo si el proceso lo dice y mientras puede editar el perfil."""
    if candidatura.proceso.estado != EstadoDeProceso.ABIERTO or not candidatura.esta_en_boleta:
        return False
    if not puede_capturar(adscripcion, candidatura):
        return False
    if adscripcion.rol == Rol.CANDIDATA:
        return True
    if not candidatura.proceso.parametro("identidad_la_captura_el_actor"):
        return False
    return candidatura.cuestionario.estado in EDITABLES


def puede_validar_consentimientos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_editar_formatos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_subir_lotes(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in {*REVISAN, Rol.ENLACE, Rol.CAPTURISTA}


def puede_atender_reportes(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_editar_textos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_ver_derechos(adscripcion: Adscripcion | None) -> bool:
    """Las solicitudes de derechos: UTTAI, y la persona las suyas. Su actor, ninguna."""
    return adscripcion is not None and adscripcion.rol in {*REVISAN, Rol.CANDIDATA}


def puede_registrar_derechos(adscripcion: Adscripcion, candidatura: Candidatura) -> bool:
    """La propia persona, o UTTAI lo que llegó por escrito."""
    if adscripcion.rol == Rol.CANDIDATA:
        return puede_capturar(adscripcion, candidatura)
    return adscripcion.rol in REVISAN


def puede_resolver_derechos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol == Rol.COORDINACION


def puede_llevarse_los_datos(adscripcion: Adscripcion, solicitud: SolicitudDeDerechos) -> bool:
    """En un acceso: la propia persona, desde que lo pide; coordinación, cuando ya procedió."""
    if solicitud.derecho != Derecho.ACCESO:
        return False
    if adscripcion.rol == Rol.CANDIDATA:
        return puede_capturar(adscripcion, solicitud.candidatura)
    return puede_resolver_derechos(adscripcion) and solicitud.cumplir_el is not None


def puede_publicar_avisos(adscripcion: Adscripcion | None) -> bool:
    """El aviso de privacidad del instituto."""
    return adscripcion is not None and adscripcion.rol == Rol.COORDINACION


ADMINISTRAN_CUENTAS = frozenset({Rol.COORDINACION, Rol.ENLACE})
VEN_CUENTAS = ADMINISTRAN_CUENTAS | {Rol.SISTEMAS}
RESTABLECEN = frozenset({Rol.COORDINACION, Rol.SISTEMAS})


def roles_que_invita(adscripcion: Adscripcion | None) -> list[Rol]:
    """Coordinación invita al instituto y a los enlaces; un enlace, a su gente."""
    if adscripcion is None:
        return []
    if adscripcion.rol == Rol.COORDINACION:
        return [rol for rol in Rol if rol not in Rol.que_invita_un_enlace()]
    if adscripcion.rol == Rol.ENLACE:
        return [Rol.CAPTURISTA, Rol.CANDIDATA]
    return []


def puede_ver_cuentas(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in VEN_CUENTAS


def puede_administrar_cuenta(adscripcion: Adscripcion, objetivo: Adscripcion) -> bool:
    """Vencer o delegar. Nadie se quita ni se da vigencia."""
    return adscripcion.rol in ADMINISTRAN_CUENTAS and adscripcion.pk != objetivo.pk


def puede_administrar_invitaciones(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in ADMINISTRAN_CUENTAS


def puede_restablecer(adscripcion: Adscripcion | None) -> bool:
    """Pedir o aprobar que se quite un segundo factor perdido: dos personas de estas."""
    return adscripcion is not None and adscripcion.rol in RESTABLECEN


def puede_ver_correos(adscripcion: Adscripcion | None) -> bool:
    """La cola: a quién, cuándo y si salió. Leer lo que dicen, solo UTTAI."""
    return adscripcion is not None and adscripcion.rol in {*REVISAN, Rol.SISTEMAS}


def puede_leer_correos(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REVISAN


def puede_preparar_procesos(adscripcion: Adscripcion | None) -> bool:
    """Hacer un proceso, llenarlo, abrirlo y cerrarlo."""
    return adscripcion is not None and adscripcion.rol == Rol.COORDINACION


VEN_EL_CICLO = frozenset({Rol.COORDINACION, Rol.COMISION, Rol.SECRETARIA, Rol.SISTEMAS})
CONFIRMAN_LA_SUPRESION = frozenset({Rol.COORDINACION, Rol.COMISION, Rol.SECRETARIA})


def puede_ver_ciclo(adscripcion: Adscripcion | None) -> bool:
    """En qué van los datos de cada proceso y las actas: nada de eso nombra a nadie."""
    return adscripcion is not None and adscripcion.rol in VEN_EL_CICLO


def puede_mover_ciclo(adscripcion: Adscripcion | None) -> bool:
    """Despublicar, bloquear y pedir que se suprima."""
    return adscripcion is not None and adscripcion.rol == Rol.COORDINACION


def puede_confirmar_supresion(adscripcion: Adscripcion | None) -> bool:
    """La segunda persona; que no sea la que pidió lo ve el servicio."""
    return adscripcion is not None and adscripcion.rol in CONFIRMAN_LA_SUPRESION


def puede_ver_bitacora(adscripcion: Adscripcion | None) -> bool:
    """Quién hizo qué y cuándo: UTTAI y sistemas, todo; el enlace, lo de su actor."""
    return adscripcion is not None and adscripcion.rol in {*REVISAN, Rol.SISTEMAS, Rol.ENLACE}


def puede_leer_cambios(adscripcion: Adscripcion | None) -> bool:
    """Además, qué decía antes y qué después: sistemas no lee lo que escriben las personas."""
    return adscripcion is not None and adscripcion.rol in {*REVISAN, Rol.ENLACE}


def puede_ver_informes(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in VEN_INFORMES


def puede_aprobar_informes(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol == Rol.COMISION


def puede_registrar_oficios(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in REGISTRAN_OFICIOS


def puede_editar_informes(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in EDITAN_INFORMES


def puede_cargar_en_lote(adscripcion: Adscripcion | None) -> bool:
    """Subir una hoja o un ZIP: quien captura por varias candidaturas."""
    return adscripcion is not None and adscripcion.rol in {Rol.ENLACE, Rol.CAPTURISTA}


def puede_ver_expedientes(adscripcion: Adscripcion | None) -> bool:
    return adscripcion is not None and adscripcion.rol in {*REVISAN, Rol.ENLACE}


def puede_pedir_expediente(adscripcion: Adscripcion, actor: ActorPolitico) -> bool:
    """UTTAI, el de cualquiera; el enlace, el de quien captura."""
    if adscripcion.rol in REVISAN:
        return True
    return adscripcion.rol == Rol.ENLACE and captura_por(adscripcion, actor)


def puede_pedir_carpeta(adscripcion: Adscripcion | None) -> bool:
    """La de archivo, con todos los actores."""
    return adscripcion is not None and adscripcion.rol in REVISAN
