"""Los distintivos públicos: lo único que sale de lo contestado, y solo mientras se consienta.

`publicar_distintivos` deja en lo público los que hoy proceden y ninguno más. Se llama, en la misma
transacción, desde todo lo que los puede cambiar: publicar, pausar o reanudar, contestar, y que un
consentimiento empiece o deje de surtir efecto. Retirar el perfil los borra con él.
"""

from django.db import connection

from candidaturas import frescura
from candidaturas.models import Candidatura, Distintivo, PerfilPublicado, SeccionDePerfil
from captura.identidad import preguntas_de
from captura.models import Proposito
from captura.servicios.identidad import cuestionario_de_identidad, leer_identidad, renglon_de

# Espacio de los candados de PostgreSQL que usa este módulo.
CANDADO = 6


def publicar_distintivos(candidatura: Candidatura, perfil: PerfilPublicado | None = None) -> None:
    """`perfil`: si quien llama acaba de escribirlo."""
    _formarse(candidatura)
    suyo = PerfilPublicado.objects.filter(pk=candidatura.pk)
    perfil = perfil or suyo.only("secciones_pausadas").first()
    if perfil is None:
        return
    proceden = _los_que_proceden(candidatura, perfil)
    publicados = dict(Distintivo.objects.filter(perfil=perfil).values_list("clave", "texto"))
    if proceden == publicados:
        return
    Distintivo.objects.filter(perfil=perfil).delete()
    Distintivo.objects.bulk_create(
        Distintivo(perfil=perfil, clave=clave, texto=texto) for clave, texto in proceden.items()
    )
    frescura.cambio_el_perfil(candidatura)


def _formarse(candidatura: Candidatura) -> None:
    """Publicar y retirar el consentimiento a la vez: quien llega segundo ve lo que hizo el primero.

    Los demás ya se esperan por el cuestionario; quien cambia las preguntas no los toma todos.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [CANDADO, candidatura.pk])


def _los_que_proceden(candidatura: Candidatura, perfil: PerfilPublicado) -> dict[str, str]:
    if SeccionDePerfil.IDENTIDAD in perfil.secciones_pausadas:
        return {}
    version = cuestionario_de_identidad(candidatura.proceso)
    renglon = renglon_de(candidatura)
    if version is None or renglon is None or renglon.contestado_en is None:
        return {}
    respuestas = leer_identidad(candidatura=candidatura, proposito=Proposito.PUBLICAR)
    return preguntas_de(version.contenido).distintivos(respuestas) if respuestas else {}
