"""Lo que el personal decide sobre los renglones de un borrador. Cada decisión deja su rastro."""

from collections.abc import Iterable
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
    FechaConLugar,
    InformeMensual,
)
from informes.registro_de_actividades import derivar
from informes.revisor import Hallazgo


class InformeYaAprobado(ErrorDeDominio):
    """Un informe aprobado no se toca."""


class RedaccionVacia(ErrorDeDominio):
    """Un renglón sin texto no dice nada."""


class RenglonesIguales(ErrorDeDominio):
    """Un renglón no se une a sí mismo."""


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
def guardar_renglon(
    *, informe: InformeMensual, renglon: Actividad | None, datos: dict, adscripcion: Adscripcion
) -> Actividad:
    """Crea un renglón escrito a mano o cambia cualquier parte de uno; queda aceptado.

    `datos`: tipo, descripcion, inicia_el, termina_el, rango_abierto y lugares (FechaConLugar).
    """
    informe = _borrador_editable(informe, adscripcion)
    lugares = datos.pop("lugares")
    with a_nombre_de(adscripcion.usuario):
        if renglon is None:
            actividad = Actividad(informe=informe, creada_por=adscripcion.usuario)
        else:
            actividad = _guardado(informe, renglon, adscripcion)
        for campo, valor in datos.items():
            setattr(actividad, campo, valor)
        actividad.descripcion = " ".join(actividad.descripcion.split())
        actividad.estado = EstadoDeActividad.ACEPTADA
        actividad.editada_por = adscripcion.usuario
        actividad.save()
        poner_lugares(actividad, lugares)
    return actividad


@transaction.atomic
def mover_renglon(
    *, informe: InformeMensual, orden: list[Actividad], adscripcion: Adscripcion
) -> None:
    """Coloca los renglones en ese orden. Los propuestos se guardan, para tener un sitio."""
    informe = _borrador_editable(informe, adscripcion)
    with a_nombre_de(adscripcion.usuario):
        for lugar, renglon in enumerate(orden, 1):
            actividad = _guardado(informe, renglon, adscripcion)
            actividad.orden = lugar
            actividad.save(update_fields=["orden"])


@transaction.atomic
def unir_renglones(
    *, informe: InformeMensual, en: Actividad, otro: Actividad, adscripcion: Adscripcion
) -> Actividad:
    """Une un renglón a otro: el primero toma las fechas de ambos; el otro deja de imprimirse y se
    puede rastrear."""
    informe = _borrador_editable(informe, adscripcion)
    if en.clave == otro.clave:
        raise RenglonesIguales("Elija otro renglón para unirlo a este.")
    with a_nombre_de(adscripcion.usuario):
        guardados = [_guardado(informe, r, adscripcion) for r in (en, otro)]
        queda, sobra = guardados
        dias = [d for r in guardados for d in (r.inicia_el, r.termina_el) if d]
        lugares = [*queda.lugares, *sobra.lugares]
        if lugares:
            poner_lugares(queda, sorted(lugares, key=lambda f: (f.fecha, f.lugar)))
        elif len(set(dias)) > 1:
            queda.inicia_el, queda.termina_el = min(dias), max(dias)
        queda.estado, sobra.estado = EstadoDeActividad.ACEPTADA, EstadoDeActividad.UNIDA
        sobra.unida_a = queda
        for renglon in guardados:
            renglon.editada_por = adscripcion.usuario
            renglon.save()
    return queda


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
        raise InformeYaAprobado("El informe ya se aprobó: no cambia. Corríjalo con otra versión.")
    if informe.estado != InformeMensual.Estado.BORRADOR:
        raise InformeYaAprobado("El informe está en sesión. Regréselo a borrador para cambiarlo.")
    return informe


def _guardar(
    informe: InformeMensual, renglon: Actividad, adscripcion: Adscripcion, **cambios
) -> Actividad:
    informe = _borrador_editable(informe, adscripcion)
    with a_nombre_de(adscripcion.usuario):
        actividad = _guardado(informe, renglon, adscripcion)
        for campo, valor in cambios.items():
            setattr(actividad, campo, valor)
        actividad.editada_por = adscripcion.usuario
        actividad.save(update_fields=[*cambios, "editada_por"])
    return actividad


def _guardado(informe: InformeMensual, renglon: Actividad, adscripcion: Adscripcion) -> Actividad:
    """El renglón como está ahora; el propuesto, ya guardado. Quien llama ya tomó el informe."""
    if renglon.pk is None:
        return materializar(acto=renglon.origen, informe=informe, autor=adscripcion.usuario)
    return Actividad.objects.get(pk=renglon.pk, informe=informe)


def materializar(*, acto: Acto | None, informe: InformeMensual, autor) -> Actividad:
    """Guarda el renglón propuesto de un acto. Quien llama ya tomó el informe."""
    if acto is None:
        raise ValueError("Un renglón propuesto nace de un acto.")
    propuesta = derivar(acto)
    actividad, es_nueva = Actividad.objects.get_or_create(
        origen=acto,
        informe=informe,
        defaults={
            "tipo": propuesta.tipo,
            "descripcion": propuesta.descripcion,
            "inicia_el": propuesta.inicia_el,
            "termina_el": propuesta.termina_el,
            "creada_por": autor,
        },
    )
    if es_nueva:
        poner_lugares(actividad, propuesta.lugares)
    return actividad


def poner_lugares(actividad: Actividad, lugares: Iterable[FechaConLugar]) -> None:
    """Sustituye las fechas con lugar del renglón."""
    actividad.fechas_con_lugar.all().delete()
    for orden, lugar in enumerate(lugares, 1):
        FechaConLugar.objects.create(
            actividad=actividad, orden=orden, fecha=lugar.fecha, lugar=lugar.lugar
        )


def borrador_guardado(*, proceso: ProcesoElectoral, mes: date) -> InformeMensual:
    """La última versión del informe del mes, bloqueada; si aún no existe, nace como borrador."""
    nuevo = Calendario.de(proceso).informe(mes)
    informe, _ = InformeMensual.objects.select_for_update(of=("self",)).get_or_create(
        proceso=proceso,
        mes=mes,
        version=nuevo.version,
        defaults={
            "desde": nuevo.desde,
            "firma_nombre": nuevo.firma_nombre,
            "firma_cargo": nuevo.firma_cargo,
        },
    )
    return informe
