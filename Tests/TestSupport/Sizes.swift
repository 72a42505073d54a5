/// Debug builds are 20 to 100 times slower: they run the same tests on smaller inputs, unless the large ones are asked for.
package func sized(debug: Int, release: Int) -> Int { LargeCases.areAsked ? release : debug }
