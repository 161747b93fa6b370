using AgentNotebook.Archives.Tests.Support;
using Xunit.Abstractions;

namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>Archives with faults in them: read or refused, within bounds, whatever they are. AGENTNOTEBOOK_FUZZ sets the number of mutants for each parser.</summary>
public sealed class ArchiveFuzzTests(ITestOutputHelper output)
{
    [LinuxFact]
    public void each_seed_is_read_to_its_end() =>
        Assert.All([.. TarSeeds.All, .. ZipSeeds.All], seed => Assert.Null(FuzzedReading.Judge(seed, keepGoing: false)));

    [LinuxFact]
    public void a_mutated_tar_is_read_or_refused_within_bounds() => ReadMutants(TarSeeds.All, TarMutation.Of);

    [LinuxFact]
    public void a_mutated_zip_is_read_or_refused_within_bounds() => ReadMutants(ZipSeeds.All, ZipMutation.Of);

    [LinuxFact]
    public void no_beginning_of_an_archive_is_taken_for_the_whole()
    {
        foreach (var (kind, seed) in TarSeeds.All.Select(seed => ("tar", seed)).Concat(ZipSeeds.All.Select(seed => ("zip", seed))))
        {
            // The second of the two blocks that end a tar is often left away.
            var whole = kind == "tar" ? seed.Length - 512 : seed.Length;
            for (var length = 0; length < whole; length += length < 600 ? 1 : 37)
            {
                Assert.True(FuzzedReading.Judge(seed[..length], keepGoing: false) is not null, $"a {kind} of {seed.Length} bytes is taken when it has {length}");
            }
        }
    }

    private void ReadMutants(byte[][] seeds, Func<byte[], byte[][], Random, byte[]> mutate)
    {
        var (refused, rules, bounds) = (0, new SortedDictionary<ArchiveRule, int>(), new Bounds());
        for (var number = 0; number < Amount.Mutants; number++)
        {
            var random = new Random(number);
            var mutant = mutate(seeds[random.Next(seeds.Length)], seeds, random);
            try
            {
                var refusal = FuzzedReading.Judge(mutant, keepGoing: random.Next(2) == 0, bounds);
                var (_, ended) = FuzzedReading.Read(mutant, bounds);
                Assert.True(refusal is not null || ended is null, $"the extractor takes what the reader refuses: {ended}");
                if (refusal is not null)
                {
                    refused++;
                    rules[refusal.Rule] = rules.GetValueOrDefault(refusal.Rule) + 1;
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"mutant {number}: {e.GetType().Name}: {e.Message}", e);
            }
        }

        output.WriteLine($"{Amount.Mutants:N0} mutants: {refused:N0} refused ({string.Join(", ", rules.OrderByDescending(rule => rule.Value).Select(rule => $"{rule.Key} {rule.Value:N0}"))}); {bounds}");

        // Were all refused, or for one thing only, the mutations would test nothing.
        Assert.InRange(refused, Amount.Mutants / 4, Amount.Mutants * 39 / 40);
        Assert.True(rules.Count >= 10, string.Join(", ", rules.Keys));
    }
}
