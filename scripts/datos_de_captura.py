"""Llena una base vacía con personas inventadas para medir la captura (`scripts.bench_captura`)."""

import io
import os
import random
from datetime import timedelta

_SILABAS = [c + v for c in "bcdfglmnprst" for v in "aeiou"]
_MULETILLAS = [
    "con el compromiso de trabajar por las familias de nuestro distrito",
    "vamos a gestionar más recursos para el mantenimiento de las calles",
    "porque creo en una política cercana a la gente y sin privilegios",
]


def un_actor_grande(cuantas: int):
    """Un partido con esas candidaturas, cada una en su lugar y con sus textos, y de todo lo que el
    tablero cuenta: observaciones, habilitaciones, firmas, consentimientos. Devuelve su enlace."""
    from candidaturas.models import Parametro
    from captura.models import Cuestionario, Estado, Rol
    from conoceles.comun import reloj
    from tests.fabricas import (
        ActorFactory,
        AdscripcionFactory,
        CandidaturaFactory,
        CuestionarioFactory,
        EleccionFactory,
        FormulaFactory,
        ProcesoFactory,
    )

    proceso = ProcesoFactory()
    for clave, valor in (("dias_captura", "30"), ("plazos_en_dias_habiles", "sí")):
        Parametro.objects.create(proceso=proceso, clave=clave, valor=valor)
    actor = ActorFactory(proceso=proceso, siglas="PFB")
    eleccion = EleccionFactory(cargo__proceso=proceso)
    texto = ("Una frase ficticia para medir. " * 40)[:500]
    textos = dict.fromkeys((*Cuestionario.TEXTOS_LARGOS, *Cuestionario.PROPUESTAS), texto)
    estados = (Estado.EN_CAPTURA, Estado.EN_CAPTURA, Estado.CON_OBSERVACIONES)
    cuestionarios = []
    for numero in range(cuantas):
        candidatura = CandidaturaFactory(
            formula=FormulaFactory(eleccion=eleccion, actor=actor, numero=numero + 1),
            registrada_el=reloj.hoy() - timedelta(days=10 + numero % 40),
        )
        cuestionarios.append(
            CuestionarioFactory.build(
                candidatura=candidatura, completo=True, estado=estados[numero % 3], **textos
            )
        )
    Cuestionario.objects.bulk_create(cuestionarios)
    enlace = AdscripcionFactory(rol=Rol.ENLACE, actor=actor)
    _observar(cuestionarios[2::3], enlace.usuario)
    _compromisos(cuestionarios[:1000], actor, enlace.usuario)
    _consentir(cuestionarios[::2], enlace.usuario)
    return enlace


def _observar(cuestionarios: list, usuario) -> None:
    from captura.models import Observacion, Supuesto
    from conoceles.comun import reloj

    Observacion.objects.bulk_create(
        Observacion(
            cuestionario=cuestionario,
            ronda=1,
            campo=campo,
            supuesto=Supuesto.FORMATO,
            texto="Está en mayúsculas.",
            creada_por=usuario,
            creada_en=reloj.ahora(),
        )
        for cuestionario in cuestionarios
        for campo in ("propuesta_1", "historia_profesional")
    )


def _compromisos(cuestionarios: list, actor, usuario) -> None:
    """Todas pidieron firmar y ya pueden; la mitad lo hizo."""
    from captura.models import Canal, Firma, Habilitacion, SolicitudDeHabilitacion
    from conoceles.comun import reloj
    from tests.fabricas import VersionFactory

    ahora = reloj.ahora()
    version = VersionFactory(familia__proceso=actor.proceso)
    solicitud = SolicitudDeHabilitacion.objects.create(
        familia=version.familia,
        actor=actor,
        solicitante=actor,
        canal=Canal.SISTEMA,
        recibida_en=ahora,
        atendida_en=ahora,
        atendida_por=usuario,
    )
    candidaturas = [c.candidatura for c in cuestionarios]
    Habilitacion.objects.bulk_create(
        Habilitacion(solicitud=solicitud, candidatura=candidatura) for candidatura in candidaturas
    )
    Firma.objects.bulk_create(
        Firma(
            candidatura=candidatura,
            version=version,
            compromisos=["Uno"],
            folio=f"FIR-{candidatura.pk}",
            firmante=candidatura.nombre,
            firmado_en=ahora,
            registrado_por=usuario,
        )
        for candidatura in candidaturas[::2]
    )


def _consentir(cuestionarios: list, usuario) -> None:
    from captura.models import (
        Consentimiento,
        EstadoDeConsentimiento,
        FormatoDeConsentimiento,
        MedioDeConsentimiento,
    )
    from conoceles.comun import reloj

    ahora = reloj.ahora()
    formato = FormatoDeConsentimiento.objects.create(
        proceso=cuestionarios[0].candidatura.proceso, nombre="Único", vigente_desde=ahora
    )
    Consentimiento.objects.bulk_create(
        Consentimiento(
            folio=f"CON-{cuestionario.pk}",
            candidatura=cuestionario.candidatura,
            formato=formato,
            tratamiento=True,
            tratamiento_en=ahora,
            publicacion_en=ahora,
            estadistica=numero % 3 == 0,
            estadistica_en=ahora,
            medio=MedioDeConsentimiento.ELECTRONICO,
            firmante=cuestionario.candidatura.nombre,
            firmado_el=reloj.hoy(),
            estado=EstadoDeConsentimiento.VIGENTE,
            registrado_por=usuario,
            registrado_en=ahora,
        )
        for numero, cuestionario in enumerate(cuestionarios)
    )


def textos_por_comparar(azar: random.Random, cuantos: int):
    """Un proceso con esos textos, de ocho actores; uno de cada cinco, copiado con pocos cambios.

    Devuelve los cuestionarios, los textos y el enlace del actor del primero.
    """
    from captura import parecidos
    from captura.models import Cuestionario, Estado, Rol
    from tests.fabricas import (
        ActorFactory,
        AdscripcionFactory,
        CandidaturaFactory,
        EleccionFactory,
        FormulaFactory,
        ProcesoFactory,
    )

    vocabulario = ["".join(azar.choices(_SILABAS, k=azar.randint(2, 4))) for _ in range(6000)]
    proceso = ProcesoFactory(clave="textos-2023", vigente=False)
    eleccion = EleccionFactory(cargo__proceso=proceso)
    actores = [ActorFactory(proceso=proceso) for _ in range(8)]
    previos: list[str] = []
    cuestionarios = []
    for n in range(cuantos // len(parecidos.CAMPOS) + 1):
        formula = FormulaFactory(eleccion=eleccion, actor=actores[n % 8], numero=n)
        candidatura = CandidaturaFactory(formula=formula)
        textos = {}
        for campo in parecidos.CAMPOS:
            maximo = 1500 if campo in Cuestionario.PROPUESTAS else 3500
            if previos and azar.random() < 0.2:
                textos[campo] = azar.choice(previos) + " " + azar.choice(vocabulario)
            else:
                textos[campo] = _texto(azar, vocabulario, azar.randint(300, maximo))
            previos.append(textos[campo])
        cuestionarios.append(
            Cuestionario(candidatura=candidatura, estado=Estado.EN_CAPTURA, **textos)
        )
    Cuestionario.objects.bulk_create(cuestionarios, batch_size=500)
    return cuestionarios, previos, AdscripcionFactory(rol=Rol.ENLACE, actor=actores[0])


def _texto(azar: random.Random, vocabulario: list[str], caracteres: int) -> str:
    """Frases de un vocabulario común con muletillas que muchas personas repiten."""
    partes: list[str] = []
    largo = 0
    while largo < caracteres:
        frase = " ".join(azar.choices(vocabulario, k=azar.randint(6, 14)))
        partes.append(azar.choice(_MULETILLAS) if azar.random() < 0.1 else frase)
        largo += len(partes[-1]) + 2
    return ". ".join(partes)


def fotografia(ancho: int, alto: int) -> bytes:
    """Un JPEG de ruido: lo que más cuesta abrir."""
    from PIL import Image

    salida = io.BytesIO()
    ruido = Image.frombytes("RGB", (300, 400), os.urandom(300 * 400 * 3))
    ruido.resize((ancho, alto)).save(salida, "JPEG", quality=30)
    return salida.getvalue()
