using AgentNotebook.Gpu.Leases;
using TorchSharp;

namespace AgentNotebook.TorchSharp.Tests;

public sealed class TorchScopeTests : IDisposable
{
    private readonly LeaseBench _bench = new();

    [TorchFact]
    public async Task tensors_made_before_and_after_an_await_go_with_the_lease_whatever_thread_made_them()
    {
        var made = new List<torch.Tensor>();
        var threads = new HashSet<int>();
        await using (var lease = _bench.Leases.Lease("train"))
        {
            var scope = lease.Torch();
            for (var step = 0; step < 50; step++)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                made.Add(torch.ones(16) + step);
                await Task.Delay(1).ConfigureAwait(false);
            }

            Assert.Equal(100, scope.Count);
            Assert.Equal(100 * 16 * 4, scope.Bytes);
            Assert.Empty(scope.Problems);
        }

        Assert.All(made, tensor => Assert.True(tensor.IsInvalid));
    }

    [TorchFact]
    public async Task tensors_of_tasks_that_were_started_from_the_flow_go_too()
    {
        using var lease = _bench.Leases.Lease("train");
        lease.Torch();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => torch.ones(16))));
        lease.Dispose();
        Assert.All(made, tensor => Assert.True(tensor.IsInvalid));
    }

    [TorchFact]
    public async Task what_another_flow_makes_meanwhile_is_its_own()
    {
        var started = new TaskCompletionSource();
        var opened = new TaskCompletionSource();
        var other = Task.Run(async () =>
        {
            started.SetResult();
            await opened.Task;
            return torch.ones(16);
        });
        await started.Task;
        var lease = _bench.Leases.Lease("train");
        lease.Torch();
        opened.SetResult();
        using var tensor = await other;
        lease.Dispose();
        Assert.False(tensor.IsInvalid);
    }

    [TorchFact]
    public async Task scopes_nest_and_each_takes_its_own()
    {
        using var outer = _bench.Leases.Lease("outer");
        outer.Torch();
        var before = torch.ones(4);
        torch.Tensor within;
        await using (var inner = _bench.Leases.Lease("inner"))
        {
            inner.Torch();
            await Task.Yield();
            within = torch.ones(4);
        }

        Assert.Equal((false, true), (before.IsInvalid, within.IsInvalid));
        outer.Dispose();
        Assert.True(before.IsInvalid);
    }

    [TorchFact]
    public async Task what_is_kept_outlives_the_scope_and_what_was_disposed_by_hand_is_no_matter()
    {
        torch.Tensor kept;
        await using (var lease = _bench.Leases.Lease("train"))
        {
            var scope = lease.Torch();
            torch.ones(4).Dispose();
            kept = scope.Keep(torch.ones(4));
            await Task.Yield();
        }

        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [TorchFact]
    public async Task a_scope_of_torchsharps_own_that_is_open_across_an_await_is_told_of()
    {
        using var lease = _bench.Leases.Lease("train");
        var scope = lease.Torch();
        var own = torch.NewDisposeScope();
        await Task.Run(() => { });
        await Task.Yield();
        Assert.Contains("DisposeScope", Assert.Single(scope.Problems), StringComparison.Ordinal);
        own.Dispose();
    }

    [TorchFact]
    public void tensors_and_modules_are_tracked_by_name_and_size()
    {
        using var lease = _bench.Leases.Lease("train");
        var module = torch.nn.Linear(256, 128);
        var weights = torch.ones(1024);
        lease.TrackModule(module);
        lease.TrackTensor(weights);
        var report = lease.End();
        Assert.Equal((2, ((256 * 128) + 128 + 1024) * 4), (report.TrackedCount, report.TrackedBytes));
        Assert.True(weights.IsInvalid);
    }

    [TorchFact]
    public async Task the_memory_of_large_tensors_is_proved_back()
    {
        await using var lease = _bench.Leases.Lease("train");
        lease.Torch();
        for (var step = 0; step < 8; step++)
        {
            _ = torch.ones(8L << 20);
            await Task.Yield();
        }

        var report = await lease.EndAsync();
        Assert.InRange(report.Memory!.TakenBytes, 200L << 20, long.MaxValue);
        Assert.True(report.IsBack, $"{report.Memory}");
        Assert.Equal("libtorch", Assert.Single(report.Allocators).Name);
    }

    [TorchFact]
    public void a_budget_is_passed_by_the_sizes_of_tensors()
    {
        using var lease = _bench.Leases.Lease("train", budgetBytes: 1 << 20);
        Assert.Throws<MemoryBudgetException>(() => lease.TrackTensor(torch.ones(1 << 20)));
    }

    public void Dispose() => _bench.Dispose();
}
