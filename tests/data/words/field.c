/* One round of learning for a linear-chain random field, and what it says. Built by train.py.

   A chain is the spaces `starts[k]` to `starts[k + 1]`. Each has `columns` features, those numbered
   `size` and above being none, a share `target` of being inside a word, and the class `chain` of
   the token behind it, which says what it adds that the next space is inside, too. */

#include <math.h>

enum { LONGEST = 16384 };

static double scores[LONGEST], forward[LONGEST], forward_zero[LONGEST];
static double backward[LONGEST], backward_zero[LONGEST];

/* log(1 + exp(x)) */
static double soft_plus(double x) { return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)); }

/* Log odds and log normalisers of what stands before and behind each space of a chain. */
static void pass(const int *features, int columns, int size, const signed char *classes, int count,
                 const double *weights, const double *scales, const double *links) {
    for (int i = 0; i < count; i++) {
        scores[i] = 0;
        for (int j = 0; j < columns; j++) {
            int one = features[(long)i * columns + j];
            if (one < size) scores[i] += weights[one] * scales[one];
        }
    }
    forward[0] = scores[0];
    forward_zero[0] = backward[count - 1] = backward_zero[count - 1] = 0;
    for (int i = 1; i < count; i++) {
        double normal = soft_plus(forward[i - 1]);
        forward[i] = scores[i] + soft_plus(links[(int)classes[i - 1]] + forward[i - 1]) - normal;
        forward_zero[i] = forward_zero[i - 1] + normal;
    }
    for (int i = count - 2; i >= 0; i--) {
        double odds = scores[i + 1] + backward[i + 1], normal = soft_plus(odds);
        backward[i] = soft_plus(links[(int)classes[i]] + odds) - normal;
        backward_zero[i] = backward_zero[i + 1] + normal;
    }
}

static double share(int i) { return 1 / (1 + exp(-(forward[i] + backward[i]))); }

static void move(double *weight, double *moved, double slope, double step) {
    *moved += slope * slope;
    *weight -= step * slope / sqrt(*moved);
}

/* Moves the weights once for each chain (AdaGrad: Duchi, Hazan and Singer 2011). `penalties` is
   what each space pays of the penalty on the square of a weight. */
void learn(const int *features, int columns, int size, const float *targets, const float *counts_as,
           const signed char *classes, const int *starts, const int *order, int chains,
           double *weights, double *moved, const double *scales, const double *penalties,
           double *links, double *links_moved, double step) {
    for (int k = 0; k < chains; k++) {
        int start = starts[order[k]], count = starts[order[k] + 1] - start;
        const int *here = features + (long)start * columns;
        const float *target = targets + start;
        pass(here, columns, size, classes + start, count, weights, scales, links);
        double normal =
            forward_zero[0] + backward_zero[0] + soft_plus(forward[0] + backward[0]);
        for (int i = 0; i < count; i++) {
            double rest = counts_as[start] * (share(i) - target[i]);
            for (int j = 0; j < columns; j++) {
                int one = here[(long)i * columns + j];
                if (one >= size) continue;
                double slope = rest * scales[one] + penalties[one] * weights[one];
                move(weights + one, moved + one, slope, step);
            }
        }
        for (int i = 0; i + 1 < count; i++) {
            int link = classes[start + i];
            double both = forward_zero[i] + forward[i] + links[link] + scores[i + 1] +
                          backward[i + 1] + backward_zero[i + 1] - normal;
            double rest = exp(fmin(0, both)) - (double)target[i] * target[i + 1];
            move(links + link, links_moved + link, counts_as[start] * rest, step);
        }
    }
}

/* How likely each space is inside a word. */
void judge(const int *features, int columns, int size, const signed char *classes,
           const int *starts, int chains, const double *weights, const double *scales,
           const double *links, double *shares) {
    for (int k = 0; k < chains; k++) {
        int start = starts[k], count = starts[k + 1] - start;
        pass(features + (long)start * columns, columns, size, classes + start, count, weights,
             scales, links);
        for (int i = 0; i < count; i++) shares[start + i] = share(i);
    }
}
