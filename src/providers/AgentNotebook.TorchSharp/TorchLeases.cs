using System.Runtime.CompilerServices;
using AgentNotebook.Gpu.Leases;
using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>Puts tensors and modules under a lease.</summary>
public static class TorchLeases
{
    /// <summary>Has the notebook's leases ask libtorch for what it keeps. Once is enough; a scope does it by itself.</summary>
    /// <param name="leases">The notebook's leases: <c>GpuMemory</c>.</param>
    /// <param name="shimLibrary">Path of a library that can empty libtorch's cache; see <see cref="TorchAllocatorHook"/>. Default: none.</param>
    public static void UseTorch(this MemoryLeases leases, string? shimLibrary = null)
    {
        ArgumentNullException.ThrowIfNull(leases);
        leases.AddHook(new TorchAllocatorHook(shimLibrary));
    }

    /// <summary>Begins a scope: every tensor that is made from here on in this flow of execution, also after an <c>await</c>, goes when the scope or the lease ends.</summary>
    /// <param name="lease">The lease.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public static TorchScope Torch(this MemoryLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (lease.Leases.Hooks.All(hook => hook is not TorchAllocatorHook))
        {
            lease.Leases.UseTorch();
        }

        return lease.Track(new TorchScope(), name: "tensors of the scope");
    }

    /// <summary>Hands a tensor over, by name and size: the lease disposes it and names it if it stays.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="tensor">The tensor. A scope lets go of it.</param>
    /// <param name="name">What the report calls it. Default: the expression it was written as.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    /// <exception cref="MemoryBudgetException">The named sizes exceed the lease's budget.</exception>
    public static torch.Tensor TrackTensor(this MemoryLease lease, torch.Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(tensor);
        return lease.Track(tensor.DetachFromDisposeScope(), TorchBytes.Of(tensor), name);
    }

    /// <summary>Hands a module over, by name and size of its parameters and buffers.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="lease">The lease.</param>
    /// <param name="module">The module. Its disposal disposes its parameters, buffers and submodules.</param>
    /// <param name="name">What the report calls it. Default: the expression it was written as.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    /// <exception cref="MemoryBudgetException">The named sizes exceed the lease's budget.</exception>
    public static T TrackModule<T>(this MemoryLease lease, T module, [CallerArgumentExpression(nameof(module))] string? name = null)
        where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(module);
        return lease.Track(module, TorchBytes.Of(module), name);
    }
}
