// Runs before anything is drawn: that there are scripts, and the colours that were chosen before.
document.documentElement.className = "scripted";
try {
  const chosen = localStorage.getItem("mtdetect-colours");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.colours = chosen;
} catch {
  // Storage may be forbidden: then the system's colours hold.
}
