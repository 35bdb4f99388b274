postil.search.letters = "1 1";
