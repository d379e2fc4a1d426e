// Shows name and size beside a file field: <p id="ID" data-file-for>, named by data-file-line="ID" on the input.
export function startFileNames() {
  document.addEventListener("change", ({ target }) => {
    if (!target.matches('input[type="file"][data-file-line]')) return;
    const line = document.getElementById(target.dataset.fileLine);
    if (line) line.textContent = [...target.files].map((file) => `${file.name} (${sizeOf(file)})`).join(", ");
  });
}

function sizeOf({ size }) {
  const mega = size >= 1e6;
  const number = (mega ? size / 1e6 : size / 1e3).toLocaleString(document.documentElement.lang, { maximumFractionDigits: mega ? 1 : 0 });
  return `${number} ${mega ? "MB" : "kB"}`;
}
