// Ayudas de los formularios. Sin este archivo todo funciona igual: el servidor repite cada comprobación.
//   [data-conoceles-contador="id"]      cuenta caracteres (con espacios) de un texto y los dice en #id
//   form[data-conoceles-avisar-salida]  pregunta antes de salir con cambios sin guardar
//   form[data-conoceles-un-envio]       no deja enviar dos veces
//   input[data-conoceles-vista-previa="id"]  muestra en el recuadro #id la fotografía elegida
(() => {
    "use strict";

    const PAUSA_PARA_LECTOR_MS = 1200;
    const numero = new Intl.NumberFormat("es-MX");
    const esperas = new WeakMap();

    // Se cuenta como el servidor (captura/conteo.py): por carácter (no por unidad UTF-16), con los blancos
    // repetidos en uno y sin renglones vacíos; con data-conoceles-sin-espacios, ningún blanco.
    function contar(texto, conEspacios) {
        const limpio = texto
            .replace(/\r\n?/g, "\n")
            .replace(/[ \t\u00a0]+/g, " ")
            .replace(/\s*\n\s*/g, "\n")
            .trim();
        return Array.from(conEspacios ? limpio : limpio.replace(/\s/g, "")).length;
    }

    const caracteres = (n) => `${numero.format(n)} ${n === 1 ? "carácter" : "caracteres"}`;

    function fraseDelContador(llevas, minimo, maximo, alInicio, regla) {
        if (!llevas) {
            return alInicio;
        }
        if (maximo && llevas > maximo) {
            return `${caracteres(llevas)} de ${numero.format(maximo)}, ${regla}. ${llevas - maximo === 1 ? "Sobra" : "Sobran"} ${numero.format(llevas - maximo)}.`;
        }
        if (llevas < minimo) {
            return `${caracteres(llevas)}, ${regla}. ${minimo - llevas === 1 ? "Falta" : "Faltan"} ${numero.format(minimo - llevas)} para el mínimo de ${numero.format(minimo)}.`;
        }
        if (maximo) {
            return `${caracteres(llevas)} de ${numero.format(maximo)}, ${regla}.`;
        }
        return `${caracteres(llevas)}, ${regla}.`;
    }

    function actualizarContador(campo) {
        const contador = document.getElementById(campo.dataset.conocelesContador);
        if (!contador) {
            return;
        }
        const visible = contador.querySelector("[data-conoceles-visible]");
        const hablado = contador.querySelector("[data-conoceles-hablado]");
        const conEspacios = !("conocelesSinEspacios" in campo.dataset);
        const regla = conEspacios ? "con espacios" : "sin espacios";
        const llevas = contar(campo.value, conEspacios);
        const minimo = Number(campo.dataset.conocelesMinimo) || 0;
        const maximo = Number(campo.dataset.conocelesMaximo) || 0;
        contador.dataset.alInicio ??= visible.textContent.trim();
        const frase = fraseDelContador(llevas, minimo, maximo, contador.dataset.alInicio, regla);
        visible.textContent = frase;
        contador.toggleAttribute("data-fuera", llevas > 0 && (llevas < minimo || (maximo > 0 && llevas > maximo)));
        // Al lector de pantalla se le dice cuando la persona deja de escribir, no en cada tecla.
        clearTimeout(esperas.get(campo));
        if (document.activeElement === campo) {
            esperas.set(campo, setTimeout(() => { hablado.textContent = frase; }, PAUSA_PARA_LECTOR_MS));
        }
    }

    function mostrarVistaPrevia(entrada) {
        const recuadro = document.getElementById(entrada.dataset.conocelesVistaPrevia);
        const [archivo] = entrada.files;
        if (!recuadro) {
            return;
        }
        recuadro.replaceChildren();
        recuadro.hidden = true;
        if (!archivo || !archivo.type.startsWith("image/")) {
            return;
        }
        // Como data: y no como blob:, que la política de contenido no admite.
        const lector = new FileReader();
        lector.addEventListener("load", () => {
            const imagen = new Image();
            imagen.className = "foto foto--grande";
            imagen.alt = `Vista previa de ${archivo.name}`;
            imagen.src = lector.result;
            recuadro.append(imagen);
            recuadro.hidden = false;
        });
        lector.readAsDataURL(archivo);
    }

    function preparar(raiz) {
        raiz.querySelectorAll("[data-conoceles-contador]").forEach(actualizarContador);
    }

    document.addEventListener("input", ({ target }) => {
        if (target.matches("[data-conoceles-contador]")) {
            actualizarContador(target);
        }
        const formulario = target.closest("form[data-conoceles-avisar-salida]");
        if (formulario) {
            formulario.dataset.conocelesConCambios = "";
        }
    });

    document.addEventListener("change", ({ target }) => {
        if (target.matches("input[type=file][data-conoceles-vista-previa]")) {
            mostrarVistaPrevia(target);
        }
    });

    document.addEventListener("submit", (evento) => {
        const formulario = evento.target;
        if (formulario.matches("[data-conoceles-un-envio]")) {
            if (formulario.getAttribute("aria-busy") === "true") {
                evento.preventDefault();
                return;
            }
            formulario.setAttribute("aria-busy", "true");
        }
        delete formulario.dataset.conocelesConCambios;
    });

    // Al volver con «Atrás» el navegador puede devolver la página ya enviada.
    window.addEventListener("pageshow", () => {
        document.querySelectorAll("form[aria-busy=true]").forEach((f) => f.removeAttribute("aria-busy"));
    });

    window.addEventListener("beforeunload", (evento) => {
        if (document.querySelector("form[data-conoceles-con-cambios]")) {
            evento.preventDefault();
        }
    });

    document.addEventListener("htmx:load", ({ detail }) => preparar(detail.elt));
    preparar(document);
})();
