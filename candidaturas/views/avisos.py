"""Los cambios de una elección, para quien los sigue con un lector de noticias (Atom)."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.utils.feedgenerator import Atom1Feed

from candidaturas import consultas, frescura
from candidaturas.models import Eleccion, PerfilPublicado, ProcesoElectoral
from candidaturas.terminados import avisa_si_termino, avisar_de_eleccion
from conoceles.comun.demostracion import LEYENDA
from conoceles.comun.lectura import solo_lectura

CUANTOS = 50


class CambiosDeEleccion(Feed):
    """Los perfiles publicados o cambiados, del más reciente al más antiguo."""

    feed_type = Atom1Feed

    def get_object(self, request, pk):
        publicos = ProcesoElectoral.objects.publicos()
        publicas = Eleccion.objects.filter(cargo__proceso__in=publicos)
        eleccion = publicas.select_related("cargo__proceso").filter(pk=pk).first()
        if eleccion is None:
            avisar_de_eleccion(pk)
            raise Http404
        return eleccion

    def title(self, eleccion):
        return f"{eleccion.cargo.nombre}, {eleccion.nombre_territorio}"

    def subtitle(self, eleccion):
        texto = f"Perfiles publicados y cambiados. {eleccion.cargo.proceso.nombre}."
        return f"{LEYENDA}. {texto}" if settings.ES_DEMO else texto

    def link(self, eleccion):
        proceso = eleccion.cargo.proceso.clave
        return f"/candidaturas/?cargo={eleccion.cargo.clave}&proceso={proceso}"

    def items(self, eleccion):
        if not consultas.perfiles_visibles(eleccion.cargo.proceso):
            return []
        return (
            PerfilPublicado.objects.filter(candidatura__formula__eleccion=eleccion)
            .select_related("candidatura__formula__actor")
            .only(
                "publicado_en",
                "actualizado_en",
                "candidatura__nombre",
                "candidatura__formula__actor__nombre",
            )
            .order_by("-actualizado_en", "pk")[:CUANTOS]
        )

    def item_title(self, perfil):
        que_paso = "perfil publicado"
        if perfil.actualizado_en > perfil.publicado_en:
            que_paso = "cambió su perfil"
        return f"{perfil.candidatura.nombre}: {que_paso}"

    def item_description(self, perfil):
        return f"Postula: {perfil.candidatura.formula.actor.nombre}."

    def item_link(self, perfil):
        return perfil.candidatura.get_absolute_url()

    def item_pubdate(self, perfil):
        return perfil.publicado_en

    def item_updateddate(self, perfil):
        return perfil.actualizado_en


cambios_de_eleccion = frescura.pagina_fresca(lambda pk: [frescura.de_eleccion(pk)])(
    solo_lectura(avisa_si_termino(CambiosDeEleccion()))
)
