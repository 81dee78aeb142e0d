"""Lo que el personal decide sobre los renglones de un borrador. Cada decisión deja su rastro."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import ProcesoElectoral
from captura.bitacora import a_nombre_de
from captura.models import Acto, Adscripcion
from captura.permisos import puede_editar_informes
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from informes.calendario import Calendario
from informes.models import (
    Actividad,
    DispensaDeHallazgo,
    EstadoDeActividad,
    InformeMensual,
)
from informes.registro_de_actividades import derivar
from informes.revisor import Hallazgo


class InformeYaAprobado(ErrorDeDominio):
    """Un informe aprobado no se toca."""


class RedaccionVacia(ErrorDeDominio):
    """Un renglón sin texto no dice nada."""


class DispensaSinMotivo(ErrorDeDominio):
    """Un hallazgo no se deja pasar sin decir por qué."""


@transaction.atomic
def decidir(
    *,
    informe: InformeMensual,
    renglon: Actividad,
    estado: EstadoDeActividad,
    adscripcion: Adscripcion,
) -> Actividad:
    """Acepta un renglón, lo deja fuera del informe o lo devuelve a propuesta."""
    return _guardar(informe, renglon, adscripcion, estado=estado)


@transaction.atomic
def editar_redaccion(
    *, informe: InformeMensual, renglon: Actividad, texto: str, adscripcion: Adscripcion
) -> Actividad:
    """Cambia las palabras de un renglón; al hacerlo, queda aceptado."""
    texto = " ".join(texto.split())
    if not texto:
        raise RedaccionVacia("Escriba la redacción de la actividad.")
    return _guardar(
        informe,
        renglon,
        adscripcion,
        descripcion=texto,
        estado=EstadoDeActividad.ACEPTADA,
    )


@transaction.atomic
def dispensar_hallazgo(
    *, informe: InformeMensual, hallazgo: Hallazgo, motivo: str, adscripcion: Adscripcion
) -> DispensaDeHallazgo:
    """Deja un hallazgo como está, con su motivo. Vale mientras lo hallado no cambie."""
    motivo = " ".join(motivo.split())
    if not motivo:
        raise DispensaSinMotivo("Escriba por qué se queda como está.")
    informe = _borrador_editable(informe, adscripcion)
    with a_nombre_de(adscripcion.usuario):
        dispensa, _ = DispensaDeHallazgo.objects.update_or_create(
            informe=informe,
            hallazgo=hallazgo.clave,
            defaults={
                "regla": hallazgo.regla,
                "fragmento": hallazgo.fragmento,
                "motivo": motivo,
                "dispensado_por": adscripcion.usuario,
                "dispensado_en": reloj.ahora(),
            },
        )
    return dispensa


@transaction.atomic
def quitar_dispensa(
    *, informe: InformeMensual, hallazgo: Hallazgo, adscripcion: Adscripcion
) -> None:
    informe = _borrador_editable(informe, adscripcion)
    with a_nombre_de(adscripcion.usuario):
        informe.dispensas.filter(hallazgo=hallazgo.clave).delete()


def _borrador_editable(informe: InformeMensual, adscripcion: Adscripcion) -> InformeMensual:
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    informe = borrador_guardado(proceso=informe.proceso, mes=informe.mes)
    if informe.es_aprobado:
        raise InformeYaAprobado("El informe ya se aprobó: sus hallazgos quedan como están.")
    return informe


def _guardar(
    informe: InformeMensual, renglon: Actividad, adscripcion: Adscripcion, **cambios
) -> Actividad:
    if not puede_editar_informes(adscripcion):
        raise PermissionDenied
    with a_nombre_de(adscripcion.usuario):
        informe = borrador_guardado(proceso=informe.proceso, mes=informe.mes)
        if informe.es_aprobado:
            raise InformeYaAprobado("El informe ya se aprobó: sus renglones no cambian.")
        actividad = (
            materializar(acto=renglon.origen, informe=informe, autor=adscripcion.usuario)
            if renglon.pk is None
            else Actividad.objects.select_for_update(of=("self",)).get(
                pk=renglon.pk, informe=informe
            )
        )
        for campo, valor in cambios.items():
            setattr(actividad, campo, valor)
        actividad.editada_por = adscripcion.usuario
        actividad.save(update_fields=[*cambios, "editada_por"])
    return actividad


def materializar(*, acto: Acto, informe: InformeMensual, autor) -> Actividad:
    """Guarda el renglón propuesto de un acto. Dos personas a la vez obtienen el mismo renglón."""
    propuesta = derivar(acto)
    actividad, _ = Actividad.objects.select_for_update(of=("self",)).get_or_create(
        origen=acto,
        defaults={
            "informe": informe,
            "tipo": propuesta.tipo,
            "descripcion": propuesta.descripcion,
            "inicia_el": propuesta.inicia_el,
            "creada_por": autor,
        },
    )
    return actividad


def borrador_guardado(*, proceso: ProcesoElectoral, mes: date) -> InformeMensual:
    """El informe del mes, bloqueado; si aún no existe, nace como borrador."""
    nuevo = Calendario.de(proceso).informe(mes)
    informe, _ = InformeMensual.objects.select_for_update(of=("self",)).get_or_create(
        proceso=proceso,
        mes=mes,
        defaults={
            "desde": nuevo.desde,
            "firma_nombre": nuevo.firma_nombre,
            "firma_cargo": nuevo.firma_cargo,
        },
    )
    return informe
