// La página de una candidatura: compartir su dirección y oírla con la voz del propio navegador.
// Los botones nacen escondidos y aparecen solo si lo que hacen se puede hacer.
(() => {
    "use strict";

    const decir = (texto) => {
        const lugar = document.querySelector("[data-conoceles-dicho]");
        if (lugar) {
            lugar.textContent = texto;
        }
    };

    // [data-conoceles-compartir="dirección"]: la hoja del teléfono; si no hay, copia la dirección.
    document.querySelectorAll("[data-conoceles-compartir]").forEach((boton) => {
        const url = boton.dataset.conocelesCompartir;
        if (!navigator.share && !navigator.clipboard) {
            return;
        }
        boton.hidden = false;
        boton.addEventListener("click", async () => {
            try {
                if (navigator.share) {
                    await navigator.share({ title: boton.dataset.titulo, url });
                    return;
                }
                await navigator.clipboard.writeText(url);
                boton.textContent = "Dirección copiada";
                decir("Dirección copiada");
            } catch {
                // Quien comparte cerró la hoja o no dio permiso: la dirección sigue a la vista.
            }
        });
    });

    // [data-conoceles-leer]: lee [data-conoceles-lectura]. Por frases: hay navegadores que callan
    // a los quince segundos de una lectura larga.
    const frases = () => {
        const lugar = document.querySelector("[data-conoceles-lectura]");
        const textos = [document.querySelector("h1"), ...lugar.querySelectorAll("h2, h3, p, li")];
        return textos.flatMap((e) => e.textContent.trim().match(/[^.!?\n]+[.!?\n]*/g) || []);
    };

    document.querySelectorAll("[data-conoceles-leer]").forEach((boton) => {
        const voz = window.speechSynthesis;
        if (!voz || !window.SpeechSynthesisUtterance) {
            return;
        }
        const alEmpezar = boton.textContent;
        let leyendo = false;
        const detener = () => {
            leyendo = false;
            voz.cancel();
            boton.textContent = alEmpezar;
        };
        boton.hidden = false;
        boton.addEventListener("click", () => {
            if (leyendo) {
                detener();
                return;
            }
            leyendo = true;
            boton.textContent = "Detener la lectura";
            const partes = frases();
            partes.forEach((texto, i) => {
                const dicho = new SpeechSynthesisUtterance(texto);
                dicho.lang = "es-MX";
                if (i === partes.length - 1) {
                    dicho.addEventListener("end", detener);
                }
                voz.speak(dicho);
            });
        });
        window.addEventListener("pagehide", detener);
    });
})();
