/// Debug builds are 20 to 100 times slower: they run the same tests on smaller inputs, and the checks of CI run the large ones
/// optimised.
package func sized(debug: Int, release: Int) -> Int {
  #if DEBUG
    debug
  #else
    release
  #endif
}
