// title: Codons of a reading frame
// check: result.Count == 4
// check: result[0] == "ATG"
// check: result[^1] == "TAA"
//--- broken
string dna = "CCATGGCATTCTAAGG";
int start = dna.IndexOf("ATG");

var codons = new List<string>();
for (int i = start; i + 3 <= dna.Length; i += 3)
{
    string codon = dna.Substring(i, i + 3);
    codons.Add(codon);
    if (codon is "TAA" or "TAG" or "TGA") break;
}

var result = codons;
//--- fixed
string dna = "CCATGGCATTCTAAGG";
int start = dna.IndexOf("ATG");

var codons = new List<string>();
for (int i = start; i + 3 <= dna.Length; i += 3)
{
    string codon = dna.Substring(i, 3);
    codons.Add(codon);
    if (codon is "TAA" or "TAG" or "TGA") break;
}

var result = codons;
