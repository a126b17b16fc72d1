// Improves pages that work without it. No page needs a script.
export {};
